using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests;

public sealed class DetectorEvaluationTests
{
    private static readonly DetectorEvaluationOptions Quick = new() { TrainsForAudit = false, Intervals = new BootstrapOptions { Replicates = 100 }, ImportanceRows = 200, ExplainedRows = 60, DependenceColumns = 1, ExplainedAlerts = 1 };

    private static readonly Lazy<EvaluationReport> Usual = new(() => DetectorEvaluation.Run(TestSessions.Trained.Artifact, TestSessions.Test, TestSessions.Training, Quick));

    [Fact]
    public void Run_HonestTest_ReportsItsFiguresWithTheirSource()
    {
        EvaluationReport report = Usual.Value;

        report.Summary.Should().Be(TestSessions.Predictor.Evaluate(TestSessions.Test, intervals: Quick.Intervals));
        report.Summary.Source.Should().Be(ScoreSource.HeldOut);
        report.Headline.Should().StartWith("Held out");
        report.Others[0].Label.Should().Be("out of bag, at training");
        report.Others[0].Summary.Should().Be(TestSessions.Trained.Evaluation);
        report.Detector.Should().Be(TestSessions.Trained.Artifact.Provenance);
        report.Audit!.HasSevere.Should().BeFalse();
        report.Thresholds.Rows[report.Thresholds.PolicyRow].Confusion.Should().Be(report.Summary.Confusion);
        report.Roc.Area.Should().Be(report.Summary.RocAuc);
        report.Reliability!.BrierScore.Should().BeApproximately(report.Summary.BrierScore, 1e-12);
    }

    [Fact]
    public void Run_Importances_NameTheFeatures()
    {
        Usual.Value.Importances.Should().HaveCount(TestSessions.Trained.Artifact.Encoder.FeatureCount);
        Usual.Value.Importances.Select(one => one.Value).Should().BeInDescendingOrder();
        DetectorEvaluation.Run(TestSessions.Trained.Artifact, TestSessions.Test, training: null, Quick with { ImportanceRows = 0, Audit = null }).Importances.Should().BeEmpty();
    }

    [Fact]
    public void Run_TestOfTrainingRows_IsCalledTrainingWhateverWasSaid()
    {
        EvaluationReport report = DetectorEvaluation.Run(TestSessions.Trained.Artifact, TestSessions.Training, TestSessions.Training, Quick);

        report.Summary.Source.Should().Be(ScoreSource.Training);
        report.IsPerformance.Should().BeFalse();
        report.Headline.Should().StartWith("The test rows are the training rows: 1,500 of 1,500");
        report.ToText().Should().StartWith("The test rows are the training rows: 1,500 of 1,500");
        report.Others[1].Should().BeEquivalentTo(new { Summary = (EvaluationSummary?)null, Reason = "No row stays.", Without = AuditCheck.RepeatedRows });
    }

    [Fact]
    public void Run_RowsThatSayLittle_AreNoTrainingRowsThoughEqual()
    {
        Table coarse = Coarse(TestSessions.Training), test = Coarse(TestSessions.Test);
        var detector = new AnomalyDetectorTrainer(TestSessions.Options with { Intervals = null }).Train(coarse);

        EvaluationReport report = DetectorEvaluation.Run(detector.Artifact, test, coarse, Quick);

        AuditFinding repeated = report.Audit!.Findings.Single(finding => finding.Check == AuditCheck.RepeatedRows);
        (repeated.Severity, report.Summary.Source).Should().Be((AuditSeverity.Note, ScoreSource.HeldOut), repeated.Summary);

        static Table Coarse(Table table) => table.Without([.. table.Schema.Columns.Select(column => column.Name).Except(["device_type", "device_orientation", "form_submissions"])]);
    }

    [Fact]
    public void Run_WithoutTrainingTable_SaysWhatTheAuditSaw() =>
        DetectorEvaluation.Run(TestSessions.Trained.Artifact, TestSessions.Test, training: null, Quick).Notes.Should().ContainMatch("No training table was given: the audit looked at the test rows alone*");

    [Fact]
    public void Run_SomeRowsRepeated_TakesTheFiguresAgainWithoutThem()
    {
        Table test = Joined(TestSessions.Test, TestSessions.Training.Select([.. Enumerable.Range(0, 100)]));

        EvaluationReport report = DetectorEvaluation.Run(TestSessions.Trained.Artifact, test, TestSessions.Training, Quick);

        ReportedEvaluation without = report.Others.Single(other => other.Without == AuditCheck.RepeatedRows);
        without.Label.Should().Be("without 100 repeated rows");
        without.Summary.Should().Be(TestSessions.Predictor.Evaluate(TestSessions.Test, intervals: Quick.Intervals));
        report.Summary.RowCount.Should().Be(500);
        report.Audit!.HasSevere.Should().BeTrue();
        report.Headline.Should().Contain("is memory, not performance; without 100 repeated rows: ");
        report.ToText().Should().Contain("! said to be held out").And.NotContain("! without");
    }

    [Fact]
    public void Run_RowsOfALesserFindingLeftOut_AreNoPerformanceWhileSevereOnesStay()
    {
        // One hundred repeated rows are severe; two that differ in a number only are not, and without these alone the hundred stay.
        int[] normal = [.. Enumerable.Range(200, 100).Where(row => !TestSessions.Training.IsAnomaly[row]).Take(2)];
        IReadOnlyDictionary<string, FeatureValue>[] near = [.. RowsOf(TestSessions.Training.Select(normal))
            .Select(row => new Dictionary<string, FeatureValue>(row) { ["session_duration"] = 123_456 })];
        Table almost = Table.FromRows(near, [false, false], TestSessions.Test.Schema.Columns.ToDictionary(column => column.Name, column => column.Kind));
        Table test = Joined(Joined(TestSessions.Test, TestSessions.Training.Select([.. Enumerable.Range(0, 100)])), almost);

        EvaluationReport report = DetectorEvaluation.Run(TestSessions.Trained.Artifact, test, TestSessions.Training, Quick);

        report.Others.Select(other => other.Label).Should().Contain(["without 100 repeated rows", "without 2 near duplicates", "without 102 rows in findings"]);
        report.ToText().Should().Contain("! without 2 near duplicates").And.NotContain("! without 100").And.NotContain("! without 102").And.Contain("without 102 rows in findings");
        report.Summary.Source.Should().Be(ScoreSource.HeldOut);
    }

    [Fact]
    public void Run_WithAProbe_MakesTheChecksThatNeedAModel()
    {
        EvaluationReport report = DetectorEvaluation.Run(TestSessions.Trained.Artifact, TestSessions.Test, TestSessions.Training, Quick with { TrainsForAudit = true, ImportanceRows = 0, Intervals = null });

        report.Audit!.NotChecked.Should().NotContain(text => text.Contains("model", StringComparison.OrdinalIgnoreCase));
        Usual.Value.Audit!.NotChecked.Should().Contain(text => text.Contains("model", StringComparison.OrdinalIgnoreCase));
        report.Summary.Intervals.F1.HasEnds.Should().BeFalse();
    }

    [Fact]
    public void Run_AgainOnOneThread_GivesTheSamePage()
    {
        EvaluationReport again = DetectorEvaluation.Run(TestSessions.Trained.Artifact, TestSessions.Test, TestSessions.Training, Quick with { MaxThreads = 1 });

        Page(again).Should().Be(Page(Usual.Value));
    }

    [Fact]
    public void Run_Progress_RisesToItsEnd()
    {
        var progress = new ListedProgress<double>();

        DetectorEvaluation.Run(TestSessions.Trained.Artifact, TestSessions.Test, TestSessions.Training, Quick, progress);

        progress.Values.Should().BeInAscendingOrder().And.EndWith(1);
    }

    [Fact]
    public void Run_WrongInput_IsRefused()
    {
        Table unlabelled = Table.FromRows([new Dictionary<string, FeatureValue> { ["clicks_count"] = 3 }]);
        FluentActions.Invoking(() => DetectorEvaluation.Run(TestSessions.Trained.Artifact, unlabelled)).Should().Throw<ArgumentException>().WithMessage("The test carries no labels; an evaluation needs one per row.*");
        Table normal = TestSessions.Test.Select([.. Enumerable.Range(0, 400).Where(row => !TestSessions.Test.IsAnomaly[row])]);
        FluentActions.Invoking(() => DetectorEvaluation.Run(TestSessions.Trained.Artifact, normal)).Should().Throw<UndefinedMetricException>().WithMessage("An evaluation is undefined for 0 anomalies and 360 normal rows*");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        FluentActions.Invoking(() => DetectorEvaluation.Run(TestSessions.Trained.Artifact, TestSessions.Test, null, null, null, stop.Token)).Should().Throw<OperationCanceledException>();
        FluentActions.Invoking(() => new DetectorEvaluationOptions { Title = " " }).Should().Throw<ArgumentException>().WithMessage("option Title: expected a text, but was given a blank text");
        FluentActions.Invoking(() => new DetectorEvaluationOptions { MissCost = -1 }).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new DetectorEvaluationOptions { ImportanceRows = -1 }).Should().Throw<ArgumentException>();
    }

    private static string Page(EvaluationReport report)
    {
        using var writer = new StringWriter();
        report.WriteHtml(writer);
        return writer.ToString();
    }

    // Rows of one table after those of another, cell by cell.
    private static Table Joined(Table first, Table second)
    {
        IEnumerable<IReadOnlyDictionary<string, FeatureValue>> rows = RowsOf(first).Concat(RowsOf(second));
        bool[] labels = [.. first.IsAnomaly, .. second.IsAnomaly];
        return Table.FromRows(rows, labels, first.Schema.Columns.ToDictionary(column => column.Name, column => column.Kind));
    }

    private static IEnumerable<IReadOnlyDictionary<string, FeatureValue>> RowsOf(Table table)
    {
        for (int row = 0; row < table.RowCount; row++)
        {
            yield return Enumerable.Range(0, table.Schema.Count).ToDictionary(column => table.Schema[column].Name, column => table.Value(row, column));
        }
    }
}
