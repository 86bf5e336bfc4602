using System.Diagnostics;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Auditing;

public sealed class NearDuplicatesTests
{
    private static readonly Table Training = AuditTables.Draw(900, 200, seed: 1, part: 0).ToTable();

    [Fact]
    public void Run_RowsWithOneOrTwoOtherCells_AreFoundAsFarAsAsked()
    {
        TableDraft test = AuditTables.Draw(500, 100, seed: 1, part: 1);
        var training = new TableDraft(Training);
        test.CopyRow(training, 7, 40);
        test.Numbers("count")[40] = 99;
        test.CopyRow(training, 8, 41);
        test.Numbers("count")[41] = 99;
        test.Texts("kind")[41] = "another";

        Found(test, 0).Should().BeNull();
        Found(test, 1)!.TestRows.Should().Equal(40);
        AuditFinding both = Found(test, 2)!;
        both.TestRows.Should().Equal(40, 41);
        both.Columns.Should().Equal("count", "kind");
        both.Summary.Should().Be("2 of 500 test rows (0.4 %) are training rows but for one column (1), two columns (1).");
        both.Examples[0].Text.Should().StartWith("equal but for count '").And.EndWith("in training, '99' in test");
    }

    [Fact]
    public void Run_RowsRounded_AreFoundByTheDigits()
    {
        TableDraft test = AuditTables.Draw(500, 100, seed: 1, part: 1);
        test.CopyRow(new TableDraft(Training), 7, 40);
        foreach (int column in test.NumericColumns) test.Numbers(column)[40] = Math.Round(test.Numbers(column)[40], 6);

        TableAudit.Run(Training, test.ToTable(), new AuditOptions { RoundingDigits = 15 }).Findings.Should().NotContain(finding => finding.Check == AuditCheck.NearDuplicates);
        TableAudit.Run(Training, test.ToTable(), new AuditOptions { RoundingDigits = 4 }).Findings.Should().ContainSingle(finding => finding.Check == AuditCheck.NearDuplicates)
            .Which.Summary.Should().Be("1 of 500 test rows (0.2 %) is a training row but for rounding (1).");
    }

    // Quadratic time would be hours here: all rows agree without the one column that differs.
    [Fact]
    public void Run_RowsThatAllAgreeButForOneColumn_StaysLinear()
    {
        Table training = Equal(0), test = Equal(200_000);
        long start = Stopwatch.GetTimestamp();

        AuditReport report = TableAudit.Run(training, test);

        report.Findings.Should().NotContain(finding => finding.Check == AuditCheck.NearDuplicates, "what agrees says nothing");
        Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    private static Table Equal(int first)
    {
        const int Count = 200_000;
        string?[] texts = new string?[Count];
        Array.Fill(texts, "same");
        double[] differing = [.. Enumerable.Range(first, Count).Select(row => row + 0.5)];
        return new Table(new FeatureSchema(new FeatureColumn("a", FeatureKind.Numeric), new FeatureColumn("b", FeatureKind.Categorical), new FeatureColumn("c", FeatureKind.Numeric)), [differing, texts, new double[Count]], [], Count);
    }

    private static AuditFinding? Found(TableDraft test, int mostDiffering) =>
        TableAudit.Run(Training, test.ToTable(), new AuditOptions { MostDifferingColumns = mostDiffering }).Findings.SingleOrDefault(finding => finding.Check == AuditCheck.NearDuplicates);
}
