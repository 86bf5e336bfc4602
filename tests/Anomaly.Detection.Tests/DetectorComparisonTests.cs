using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests;

public class DetectorComparisonTests
{
    private static readonly ComparisonOptions Quick = new() { Bootstrap = new BootstrapOptions { Replicates = 100 } };

    private static readonly DetectorCandidate[] Two = [new("trees", Forest(trees: 10)), new("more trees", Forest(trees: 20))];

    private static readonly ComparisonTest[] Tests =
    [
        new("others", TestSessions.Test),
        new("known", TestSessions.Training.Select([.. Enumerable.Range(0, 300)])),
    ];

    [Fact]
    public void Run_TwoByTwo_HasARowEachInOrderOfCandidateThenTest()
    {
        ComparisonReport report = new DetectorComparison(Two, Quick).Run(TestSessions.Training, Tests);

        report.Rows.Select(row => (row.ModelName, row.TestSet)).Should().Equal(("trees", "others"), ("trees", "known"), ("more trees", "others"), ("more trees", "known"));
        report.Confidence.Should().Be(0.95);
        report.Rows.Should().OnlyContain(row => row.FitSeconds > 0 && row.ScoreSeconds > 0);
    }

    [Fact]
    public void Run_OneCandidate_HasTheFiguresOfItsOwnEvaluation()
    {
        TrainedDetector trained = new AnomalyDetectorTrainer(Two[0].Options).Train(TestSessions.Training);
        EvaluationSummary expected = new AnomalyDetectionPredictor(trained.Artifact).Evaluate(TestSessions.Test);

        ComparisonRow row = new DetectorComparison(Two[..1], Quick).Run(TestSessions.Training, Tests).Rows[0];

        row.Confusion.Should().Be(expected.Confusion);
        row.Threshold.Should().Be(expected.Threshold);
        (row.RowCount, row.AnomalyCount).Should().Be((expected.RowCount, expected.AnomalyCount));
        row.RocAuc.Value.Should().Be(expected.RocAuc);
        row.AveragePrecision.Value.Should().Be(expected.AveragePrecision);
        row.F1.Value.Should().Be(expected.Confusion.F1);
        row.RocAuc.Low.Should().BeLessThan(expected.RocAuc);
        row.Notes.Should().Contain(trained.Notes);
    }

    [Fact]
    public void Run_SeveralThreads_GiveTheSameRows()
    {
        DetectorCandidate[] candidates = [.. Two, new("deep", Forest(trees: 5))];

        ComparisonReport alone = new DetectorComparison(candidates, Quick with { MaxThreads = 1 }).Run(TestSessions.Training, Tests);
        ComparisonReport together = new DetectorComparison(candidates, Quick with { MaxThreads = 3 }).Run(TestSessions.Training, Tests);

        WithoutSeconds(together).Should().BeEquivalentTo(WithoutSeconds(alone), options => options.WithStrictOrdering());
    }

    [Fact]
    public void Run_TestOfTrainingRows_IsCalledTrainingWhateverTheCallerSaid()
    {
        ComparisonReport report = new DetectorComparison(Two, Quick).Run(TestSessions.Training, Tests);

        ComparisonRow known = report.Rows[1];
        known.Source.Should().Be(ScoreSource.Training);
        known.RepeatedRows.Should().Be(300);
        known.Notes.Should().Contain("all 300 test rows are training rows: the figures are what the model remembers, not performance");
        report.Best(ComparisonMetric.RocAuc)!.TestSet.Should().Be("others");
    }

    [Fact]
    public void Run_TestWithSomeTrainingRows_CountsAndNotesThem()
    {
        Table mixed = Joined(TestSessions.Test, TestSessions.Training.Select([0, 1, 2, 3, 4]));

        ComparisonRow row = new DetectorComparison(Two[..1], Quick).Run(TestSessions.Training, [new ComparisonTest("mixed", mixed)]).Rows[0];

        row.Source.Should().Be(ScoreSource.HeldOut);
        row.RepeatedRows.Should().Be(5);
        row.Notes.Should().Contain("5 of 405 test rows are also training rows: on these the figures are what the model remembers, not performance");
    }

    [Fact]
    public void Run_HonestTest_HasNoNoteOfRepeats()
    {
        ComparisonRow row = new DetectorComparison(Two[..1], Quick).Run(TestSessions.Training, Tests).Rows[0];

        (row.Source, row.RepeatedRows).Should().Be((ScoreSource.HeldOut, 0));
        row.Notes.Should().NotContain(note => note.Contains("training rows"));
    }

    [Fact]
    public void Run_TestWithoutAColumn_NotesIt()
    {
        ComparisonTest test = new("narrow", TestSessions.Test.Without("clicks_count"));

        new DetectorComparison(Two[..1], Quick).Run(TestSessions.Training, [test]).Rows[0].Notes
            .Should().Contain("the test lacks 1 of the training columns, read as missing: clicks_count");
    }

    [Fact]
    public void Run_WithoutBootstrap_HasValuesOnly()
    {
        ComparisonReport report = new DetectorComparison(Two[..1], new ComparisonOptions { Bootstrap = null }).Run(TestSessions.Training, Tests[..1]);

        report.Confidence.Should().BeNull();
        report.Rows[0].RocAuc.HasEnds.Should().BeFalse();
        report.Rows[0].RocAuc.Value.Should().BeInRange(0.5, 1);
    }

    [Fact]
    public void Run_NothingFlagged_LeavesPrecisionUndefined()
    {
        DetectorCandidate strict = new("strict", Forest(trees: 10) with { Threshold = 0.9 });
        AnomalyPrediction[] predictions = new AnomalyDetectionPredictor(new AnomalyDetectorTrainer(strict.Options).Train(TestSessions.Training).Artifact).PredictBatch(TestSessions.Test);
        int[] calm = [.. Enumerable.Range(0, predictions.Length).Where(row => !predictions[row].IsAnomaly)];

        ComparisonRow row = new DetectorComparison([strict], Quick).Run(TestSessions.Training, [new ComparisonTest("calm", TestSessions.Test.Select(calm))]).Rows[0];

        row.Confusion.FlaggedCount.Should().Be(0);
        row.Precision.Value.Should().Be(double.NaN);
        row.Precision.HasEnds.Should().BeFalse();
        row.Recall.HasEnds.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Run_Progress_IsToldInOrder(int threads)
    {
        var told = new ListedProgress<ComparisonProgress>();

        new DetectorComparison(Two, Quick with { MaxThreads = threads }).Run(TestSessions.Training, Tests, told);

        told.Values.Should().Equal(
            new ComparisonProgress(0, 2, 0, 4, "trees"),
            new ComparisonProgress(0, 2, 1, 4, "trees"),
            new ComparisonProgress(1, 2, 2, 4, "trees"),
            new ComparisonProgress(1, 2, 2, 4, "more trees"),
            new ComparisonProgress(1, 2, 3, 4, "more trees"),
            new ComparisonProgress(2, 2, 4, 4, "more trees"));
    }

    [Fact]
    public void Run_ProgressThrows_ReachesTheCallerAsItIs() => FluentActions
        .Invoking(() => new DetectorComparison(Two, Quick).Run(TestSessions.Training, Tests, new Immediate(_ => throw new InvalidOperationException("enough"))))
        .Should().Throw<InvalidOperationException>().WithMessage("enough");

    [Fact]
    public void Run_CancelledOnTheWay_TrainsNoFurtherCandidate()
    {
        using var stop = new CancellationTokenSource();
        var told = new List<ComparisonProgress>();
        var progress = new Immediate(value =>
        {
            told.Add(value);
            stop.Cancel();
        });

        FluentActions.Invoking(() => new DetectorComparison(Two, Quick with { MaxThreads = 1 }).Run(TestSessions.Training, Tests, progress, stop.Token)).Should().Throw<OperationCanceledException>();
        told.Should().HaveCount(1);
    }

    [Fact]
    public void Run_TestThatCannotBeRead_NamesCandidateTestColumnAndRow()
    {
        Table words = TestSessions.Test.Without("clicks_count");
        var rows = Enumerable.Range(0, words.RowCount).Select(row => new Dictionary<string, FeatureValue>(words.Record(row)) { ["clicks_count"] = row == 6 ? "many" : 5 });
        ComparisonTest bad = new("bad", Table.FromRows(rows, words.IsAnomaly));

        FluentActions.Invoking(() => new DetectorComparison(Two, Quick with { MaxThreads = 1 }).Run(TestSessions.Training, [Tests[0], bad]))
            .Should().Throw<ComparisonException>().WithMessage("candidate 'trees' on test 'bad': *clicks_count*")
            .Where(exception => exception.Candidate == "trees" && exception.TestSet == "bad").WithInnerException<RecordFormatException>();
    }

    [Fact]
    public void Run_LastCandidateNamesNoColumn_IsRefusedBeforeTheFirstTraining()
    {
        DetectorCandidate bad = new("bad", Forest(trees: 5) with { Exclude = ["no_such"] });
        var told = new ListedProgress<ComparisonProgress>();

        FluentActions.Invoking(() => new DetectorComparison([.. Two, bad], Quick with { MaxThreads = 1 }).Run(TestSessions.Training, Tests, told))
            .Should().Throw<ComparisonException>().WithMessage("candidate 'bad': There is no column 'no_such'*").WithInnerException<ArgumentException>();
        told.Values.Should().BeEmpty();
    }

    [Fact]
    public void Run_TrainingThatCannotBe_NamesTheCandidate() => FluentActions
        .Invoking(() => new DetectorComparison(Two, Quick with { MaxThreads = 1 }).Run(TestSessions.Training.WithLabels(new bool[TestSessions.Training.RowCount]), Tests))
        .Should().Throw<ComparisonException>().WithMessage("candidate 'trees': *").Where(exception => exception.TestSet == null && exception.InnerException != null);

    [Fact]
    public void Run_TestOfOtherColumns_IsRefused()
    {
        var other = Table.FromRows([new Dictionary<string, FeatureValue> { ["x"] = 1 }, new Dictionary<string, FeatureValue> { ["x"] = 2 }], [true, false]);

        FluentActions.Invoking(() => new DetectorComparison(Two, Quick).Run(TestSessions.Training, [new ComparisonTest("other", other)]))
            .Should().Throw<ArgumentException>().WithMessage("Test 'other' has none of the * columns of the training table: its columns are x.*");
    }

    [Fact]
    public void Constructor_WrongCandidates_AreRefused()
    {
        FluentActions.Invoking(() => new DetectorComparison([])).Should().Throw<ArgumentException>().WithMessage("There are 0 candidates; at least one is needed.*");
        FluentActions.Invoking(() => new DetectorComparison([Two[0], null!])).Should().Throw<ArgumentException>().WithMessage("The candidate at 1 (first = 0) is null.*");
        FluentActions.Invoking(() => new DetectorComparison([Two[0], Two[1], Two[0]])).Should().Throw<ArgumentException>().WithMessage("The candidates at 0 and 2 (first = 0) are both named 'trees'; names must differ.*");
        FluentActions.Invoking(() => new DetectorComparison([new("odd", new AnomalyDetectorOptions { Threshold = 0.5, Objective = ThresholdObjective.BestYouden })]))
            .Should().Throw<ComparisonException>().WithMessage("candidate 'odd': option Objective*").WithInnerException<OptionsException>();
    }

    [Fact]
    public void Run_WrongTests_AreRefused()
    {
        var comparison = new DetectorComparison(Two, Quick);

        FluentActions.Invoking(() => comparison.Run(TestSessions.Training, [])).Should().Throw<ArgumentException>().WithMessage("There are 0 tests; at least one is needed.*");
        FluentActions.Invoking(() => comparison.Run(TestSessions.Training, [Tests[0], Tests[0]])).Should().Throw<ArgumentException>().WithMessage("The tests at 0 and 1 (first = 0) are both named 'others'*");
    }

    [Fact]
    public void ComparisonTest_WrongRowsOrNames_AreRefused()
    {
        FluentActions.Invoking(() => new ComparisonTest(" ", TestSessions.Test)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new DetectorCandidate("", Forest(trees: 5))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new DetectorCandidate("\ud800", Forest(trees: 5))).Should().Throw<ArgumentException>().WithMessage("*not valid Unicode*");
        FluentActions.Invoking(() => new ComparisonTest("t", TestSessions.Test.WithLabels([]))).Should().Throw<ArgumentException>().WithMessage("The test table of 400 rows carries no labels*");
        FluentActions.Invoking(() => new ComparisonTest("t", TestSessions.Test.WithLabels(new bool[400]))).Should().Throw<ArgumentException>().WithMessage("A test needs rows of both classes, but of 400 rows, 0 are anomalies and 400 are normal.*");
        FluentActions.Invoking(() => Tests[0] with { Source = (ScoreSource)9 }).Should().Throw<ArgumentException>().WithMessage("9 is not a ScoreSource.*");
    }

    [Fact]
    public void ComparisonOptions_NoThreads_AreRefused() =>
        FluentActions.Invoking(() => new ComparisonOptions { MaxThreads = 0 }).Should().Throw<OptionsException>().WithMessage("option MaxThreads: expected at least 1, but was given 0");

    private static AnomalyDetectorOptions Forest(int trees) => TestSessions.Options with { Learner = TestSessions.Forest with { TreeCount = trees } };

    private static IEnumerable<ComparisonRow> WithoutSeconds(ComparisonReport report) => report.Rows.Select(row => row with { FitSeconds = 0, ScoreSeconds = 0 });

    private static Table Joined(Table first, Table second) => Table.FromRows(
        [.. Enumerable.Range(0, first.RowCount).Select(first.Record), .. Enumerable.Range(0, second.RowCount).Select(second.Record)],
        [.. first.IsAnomaly, .. second.IsAnomaly],
        first.Schema.Columns.ToDictionary(column => column.Name, column => column.Kind));

    private sealed class Immediate(Action<ComparisonProgress> report) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) => report(value);
    }
}
