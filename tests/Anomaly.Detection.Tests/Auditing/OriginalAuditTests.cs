using Anomaly.Detection.Auditing;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Auditing;

/// <summary>The original system's own files: what it measured was memory.</summary>
public sealed class OriginalAuditTests
{
    [SharedDataFact]
    public void Run_OriginalFiles_SaysFirstThatTheTestIsTheTraining()
    {
        AuditReport report = TableAudit.Run(Read("balanced_dataset_40_percent_anomalies"), Read("synthetic_behavior_dataset"));

        AuditFinding first = report.Findings[0];
        first.Check.Should().Be(AuditCheck.RepeatedRows);
        first.Severity.Should().Be(AuditSeverity.Severe);
        first.Summary.Should().Be("The test rows are the training rows: 5,000 of 5,000, 1,800 with another label.");
        first.TestRows.Should().HaveCount(5_000);
        report.Findings[1].Check.Should().Be(AuditCheck.RelabelledRows);
        report.Findings[1].Count.Should().Be(1_800);
        report.HasSevere.Should().BeTrue();
        (report.TrainingAnomalyCount, report.TestAnomalyCount).Should().Be((2_000, 200));
    }

    [SharedDataFact]
    public void Run_RuleTables_FindsTheRowsThatTheyShare()
    {
        AuditReport report = TableAudit.Run(Read("multifeature_train_40_percent"), Read("multifeature_test_5_percent"));

        AuditFinding first = report.Findings[0];
        first.Check.Should().Be(AuditCheck.RepeatedRows);
        first.Count.Should().BeInRange(3_200, 3_300, "65 % of the rows are identical");
    }

    [SharedDataFact]
    public void Run_OriginalTrainingFileWithAForest_SaysThatNothingWasLearned()
    {
        AuditReport report = TableAudit.Run(Read("balanced_dataset_40_percent_anomalies"), options: new AuditOptions { Model = AuditTables.Model with { RowLimit = 2_000 } });

        report.Findings[0].Check.Should().Be(AuditCheck.LabelShuffle, report.ToString());
    }

    private static Table Read(string file) => TableCsvReader.Read(SharedData.File("behaviour", file + ".csv"), new CsvReadOptions { LabelColumn = "label" }).Table;
}
