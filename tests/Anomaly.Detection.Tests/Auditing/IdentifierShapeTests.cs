using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Auditing;

public sealed class IdentifierShapeTests
{
    private const int Rows = 500;

    [Fact]
    public void Run_WholeNumbersThatCount_AreIdentifiers()
    {
        double[] shuffled = [.. Enumerable.Range(0, Rows).Select(row => 1e9 + row)];
        new RandomStream(1).Shuffle<double>(shuffled);

        Likely([.. Enumerable.Range(0, Rows).Select(row => 3.0 * row * row)]).Should().BeTrue("they rise from row to row");
        Likely([.. Enumerable.Range(0, Rows).Select(row => -7.0 * row)]).Should().BeTrue("they fall");
        Likely(shuffled).Should().BeTrue("they leave no gaps");
    }

    [Fact]
    public void Run_Measurements_AreNot()
    {
        var random = new RandomStream(2);
        double[] continuous = [.. Enumerable.Range(0, Rows).Select(_ => random.NextDouble())];
        double[] amounts = [.. Enumerable.Range(0, Rows).Select(_ => (double)random.NextInt(100_000_000))];
        double[] counts = [.. Enumerable.Range(0, Rows).Select(_ => (double)random.NextInt(4 * Rows))];

        Likely(continuous).Should().BeFalse("a measurement differs in every row too");
        Likely(amounts).Should().BeFalse("whole amounts leave gaps");
        Likely(counts).Should().BeFalse("counts repeat");
        Likely([.. Enumerable.Range(0, Rows).Select(row => row + 0.5)]).Should().BeFalse("they are not whole");
        Likely([.. Enumerable.Range(0, Rows).Select(_ => double.NaN)]).Should().BeFalse();
    }

    [Fact]
    public void Run_TextsThatHardlyRepeat_AreIdentifiers()
    {
        Likely([.. Enumerable.Range(0, Rows).Select(row => $"session {row}")]).Should().BeTrue();
        Likely([.. Enumerable.Range(0, Rows).Select(row => $"city {row % 400}")]).Should().BeFalse();
    }

    private static bool Likely(Array cells)
    {
        bool isNumeric = cells is double[];
        var column = new FeatureColumn("it", isNumeric ? FeatureKind.Numeric : FeatureKind.Categorical);
        return TableAudit.Run(new Table(new FeatureSchema(column), [cells], [], Rows)).Findings.Any(finding => finding is { Check: AuditCheck.IdentifierColumn, Severity: AuditSeverity.Warning });
    }

    private static bool Likely(double[] numbers) => Likely((Array)numbers);

    private static bool Likely(string?[] texts) => Likely((Array)texts);
}
