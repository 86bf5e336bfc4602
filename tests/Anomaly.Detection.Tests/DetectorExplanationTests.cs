using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>What an evaluation explains.</summary>
public sealed class DetectorExplanationTests
{
    private static readonly DetectorEvaluationOptions Quick = new() { Audit = null, Intervals = null, ImportanceRows = 0, ExplainedRows = 80, DependenceColumns = 2, ExplainedAlerts = 2 };

    private static readonly Lazy<EvaluationReport> Usual = new(() => Run(TestSessions.Trained.Artifact, Quick));

    [Fact]
    public void Run_Explanation_IsThePredictorsOnADraw()
    {
        GlobalExplanation explanation = Usual.Value.Explanation!;
        GlobalExplanation expected = TestSessions.Predictor.ExplainModel(DrawnRows.Of(TestSessions.Test, 80));

        explanation.Should().BeEquivalentTo(expected, options => options.WithStrictOrdering());
        explanation.RowCount.Should().Be(80);
        explanation.Columns.Select(column => column.MeanAbsolute).Should().BeInDescendingOrder();
    }

    [Fact]
    public void Run_Dependences_FollowTheStrongestColumnsButTimes()
    {
        EvaluationReport report = Usual.Value;
        string[] strongest = [.. report.Explanation!.Columns.Where(column => column.Kind != FeatureKind.Timestamp).Take(2).Select(column => column.Column)];

        report.Explanation.Columns.Should().Contain(column => column.Kind == FeatureKind.Timestamp, "there is one to leave out");
        report.Dependences.Select(dependence => dependence.Column).Should().Equal(strongest);
        report.Dependences[0].Should().BeEquivalentTo(TestSessions.Predictor.DependenceOn(strongest[0], DrawnRows.Of(TestSessions.Test, 80)));
        PairDependence pair = report.PairDependences.Should().ContainSingle().Subject;
        (pair.First.Column, pair.Second.Column).Should().Be((strongest[0], strongest[1]));
    }

    [Fact]
    public void Run_OneColumn_HasNoPair()
    {
        EvaluationReport report = Run(TestSessions.Trained.Artifact, Quick with { DependenceColumns = 1, ExplainedAlerts = 0 });

        report.Dependences.Should().ContainSingle();
        report.PairDependences.Should().BeEmpty();
        report.ExplainedRows.Should().BeEmpty();
    }

    [Fact]
    public void Run_Alerts_AreTheMostProbableFoundAndOneFalseAlarm()
    {
        AnomalyPrediction[] predictions = TestSessions.Predictor.PredictBatch(TestSessions.Test);
        int[] flagged = [.. Enumerable.Range(0, predictions.Length).Where(row => predictions[row].IsAnomaly).OrderByDescending(row => predictions[row].AnomalyProbability)];
        int[] found = [.. flagged.Where(row => TestSessions.Test.IsAnomaly[row]).Take(2)];
        int alarm = flagged.First(row => !TestSessions.Test.IsAnomaly[row]);

        Usual.Value.ExplainedRows.Select(row => row.Title).Should().Equal([.. found.Select(row => $"true alert, test row {row}"), $"false alarm, test row {alarm}"]);
        Usual.Value.ExplainedRows.Select(row => row.Probability).Should().Equal([.. found.Append(alarm).Select(row => predictions[row].AnomalyProbability)]);
        PredictionExplanation first = TestSessions.Predictor.Explain(TestSessions.Test.Record(found[0]));
        Usual.Value.ExplainedRows[0].Reasons.Should().Equal(first.Reasons.Select(reason => reason.ToString()));
        Usual.Value.ExplainedRows[0].Breakdown.Should().BeEquivalentTo(first.Breakdown);
    }

    [Fact]
    public void Run_NothingFlagged_ExplainsNoAlert()
    {
        DetectorArtifact silent = TestSessions.Trained.Artifact with { Policy = new DecisionPolicy { Threshold = 1 } };
        Table quiet = TestSessions.Test.Select([.. Enumerable.Range(0, 400).Where(row => TestSessions.Predictor.PredictSingle(TestSessions.Test.Record(row)).AnomalyProbability < 1)]);

        DetectorEvaluation.Run(silent, quiet, training: null, Quick with { ExplainedRows = 0 }).ExplainedRows.Should().BeEmpty();
    }

    [Fact]
    public void Run_NothingAskedFor_ExplainsNothingAndSaysNothing()
    {
        EvaluationReport report = Run(TestSessions.Trained.Artifact, Quick with { ExplainedRows = 0, ExplainedAlerts = 0 });

        (report.Explanation, report.Dependences.IsEmpty, report.PairDependences.IsEmpty, report.ExplainedRows.IsEmpty).Should().Be((null, true, true, true));
        report.Notes.Should().NotContain(note => note.StartsWith("Nothing is explained", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_DetectorWithoutTrees_SaysWhyNothingIsExplained()
    {
        DetectorArtifact svm = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = new OneClassSvmOptions { Nu = 0.1 }, Intervals = null }).Train(TestSessions.Training.Select([.. Enumerable.Range(0, 300)])).Artifact;

        EvaluationReport report = Run(svm, Quick);

        report.Notes.Should().Contain("Nothing is explained: scores are taken apart along trees, which a detector of kind one-class-svm does not consist of.");
        (report.Explanation, report.ExplainedRows.IsEmpty).Should().Be((null, true));
    }

    [Fact]
    public void Run_Options_ReachTheReasons()
    {
        EvaluationReport report = Run(TestSessions.Trained.Artifact, Quick with { ExplainedRows = 0, ExplainedAlerts = 1, Explaining = new ExplanationOptions { RowNoun = "visits", Scale = ContributionScale.LogOdds } });

        report.ExplainedRows[0].Breakdown.Scale.Should().Be(ContributionScale.LogOdds);
        report.ExplainedRows[0].Reasons.Should().Contain(reason => reason.Contains("normal visits", StringComparison.Ordinal));
    }

    [Fact]
    public void Run_AnyThreads_GivesTheSamePage()
    {
        foreach (int threads in (int[])[1, 3]) Page(Run(TestSessions.Trained.Artifact, Quick with { MaxThreads = threads })).Should().Be(Page(Usual.Value));
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        FluentActions.Invoking(() => new DetectorEvaluationOptions { ExplainedRows = -1 }).Should().Throw<ArgumentException>().WithMessage("*ExplainedRows*");
        FluentActions.Invoking(() => new DetectorEvaluationOptions { DependenceColumns = -1 }).Should().Throw<ArgumentException>().WithMessage("*DependenceColumns*");
        FluentActions.Invoking(() => new DetectorEvaluationOptions { ExplainedAlerts = -1 }).Should().Throw<ArgumentException>().WithMessage("*ExplainedAlerts*");
        FluentActions.Invoking(() => new DetectorEvaluationOptions { Explaining = null! }).Should().Throw<ArgumentException>().WithMessage("*Explaining*");
    }

    private static EvaluationReport Run(DetectorArtifact artifact, DetectorEvaluationOptions options) => DetectorEvaluation.Run(artifact, TestSessions.Test, training: null, options);

    private static string Page(EvaluationReport report)
    {
        using var writer = new StringWriter();
        report.WriteHtml(writer);
        return writer.ToString();
    }
}
