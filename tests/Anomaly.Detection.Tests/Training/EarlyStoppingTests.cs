using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

public class EarlyStoppingTests
{
    private static readonly RandomForestOptions Options = new() { TreeCount = 300, EarlyStopping = new EarlyStopping { Patience = 8, Tolerance = 0.02 } };

    [Fact]
    public void IsEnough_Losses_CountsTreesInVain()
    {
        var rule = new StoppingRule(new EarlyStopping { Patience = 2, Tolerance = 0.1 });

        // 0.9 and 0.95 are no tenth below 1; 0.8 is. Then 0.75 and 0.73 are none below 0.8.
        new[] { double.NaN, 1, 0.9, 0.8, double.NaN, 0.75, 0.73 }.Select(rule.IsEnough).Should().Equal(false, false, false, false, false, false, true);
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    public void IsEnough_LossOfZero_IsBetterThanNothingFollows(double tolerance, int treeCount)
    {
        var rule = new StoppingRule(new EarlyStopping { Patience = 2, Tolerance = tolerance });

        Enumerable.Range(1, 5).First(_ => rule.IsEnough(0)).Should().Be(treeCount);
    }

    [Fact]
    public void Of_Scores_IsTheWeightedBrierScore()
    {
        // Rows 0 and 2 of tree A, rows 0 and 1 of tree B: means 0.3, 0.5, 1, none. Labels 0 1 1 1, own weights 1 2 1 1, classes 1 and 3.
        var set = new TrainingSet(Column(1, 2, 3, 4), Labels("0111"), [1, 2, 1, 1]);
        var scores = new OutOfBagScores(4);
        scores.Add(new UnseenScores([0, 2], [(1, 0.2), (2, 1)]));
        scores.Add(new UnseenScores([0, 1], [(1, 0.4), (2, 0.5)]));

        double loss = new OutOfBagLoss(set, new RandomForestOptions { ClassWeight = ClassWeight.Given(1, 3) }).Of(scores);

        // (1·0.09 + 6·0.25 + 3·0) / (1 + 6 + 3)
        loss.Should().BeApproximately(0.159, 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Train_StoppedForest_IsTheFirstTreesOfTheFullOne(int threads)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(250, 4, seed: 151, missingShare: 0.1);

        TrainedForest stopped = new RandomForestTrainer(Options with { MaxThreads = threads }).Train(features, isAnomaly);
        int treeCount = stopped.Model.Trees.Length;
        TrainedForest full = new RandomForestTrainer(Options with { EarlyStopping = null, TreeCount = treeCount }).Train(features, isAnomaly);

        treeCount.Should().BeInRange(10, 150);
        Fingerprint(stopped).Should().Be(Fingerprint(full));
        stopped.OutOfBagTreeCounts.Should().Equal(full.OutOfBagTreeCounts);
        stopped.Options.TreeCount.Should().Be(300, "the options say what was allowed");
    }

    [Fact]
    public void Train_Stopped_IsWhereTheLossesSay()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(120, 3, seed: 152);
        var set = new TrainingSet(features, isAnomaly);
        int treeCount = new RandomForestTrainer(Options).TrainOn(set).Model.Trees.Length;

        // Brier scores of balanced classes, from forests of 1, 2, 3 … trees.
        double best = double.PositiveInfinity;
        int bestAt = 0;
        for (int count = 1; count <= treeCount; count++)
        {
            var scores = new RandomForestTrainer(Options with { EarlyStopping = null, TreeCount = count }).TrainOn(set).OutOfBagScores;
            double[] weights = [.. Enumerable.Range(0, 120).Select(row => double.IsNaN(scores[row]) ? 0 : 60.0 / isAnomaly.Count(label => label == isAnomaly[row]))];
            double loss = Enumerable.Range(0, 120).Where(row => weights[row] > 0).Sum(row => weights[row] * Math.Pow(scores[row] - (isAnomaly[row] ? 1 : 0), 2)) / weights.Sum();
            if (loss < best * 0.98) (best, bestAt) = (loss, count);
            (count - bestAt < 8 || count == treeCount).Should().BeTrue("tree {0}", count);
        }

        (treeCount - bestAt).Should().Be(8);
    }

    [Fact]
    public void Train_Progress_TellsTheStop()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(150, 3, seed: 153);
        var reports = new List<TrainingProgress>();

        int treeCount = new RandomForestTrainer(Options with { MaxThreads = 3 }).Train(features, isAnomaly, new Immediate(reports.Add)).Model.Trees.Length;

        reports.Select(report => report.StepsDone).Should().Equal(Enumerable.Range(1, treeCount));
        reports[^1].Should().Be(new TrainingProgress(treeCount, treeCount) { StoppedEarly = true });
        reports[^1].Fraction.Should().Be(1);
        reports.Take(treeCount - 1).Should().OnlyContain(report => !report.StoppedEarly && report.StepCount == 300);
    }

    [Fact]
    public void Train_NeverEnough_GrowsAllTrees()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 3, seed: 154);
        var reports = new List<TrainingProgress>();

        // With as much patience as there are trees, the rule is never met before the end.
        new RandomForestTrainer(Options with { TreeCount = 12, EarlyStopping = new EarlyStopping { Patience = 12 } }).Train(features, isAnomaly, new Immediate(reports.Add)).Model.Trees.Should().HaveCount(12);
        reports.Should().OnlyContain(report => !report.StoppedEarly);
    }

    [Fact]
    public void Train_CancelledWhileStopping_ThrowsWithTheCallersToken()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(150, 3, seed: 155);
        using var source = new CancellationTokenSource();

        new RandomForestTrainer(Options).Invoking(trainer => trainer.Train(features, isAnomaly, new Immediate(report => CancelAtTheStop(report, source)), source.Token))
            .Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
    }

    [Fact]
    public void Continue_StoppedForest_StopsWhereTrainingAllAtOnceDoes()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(250, 4, seed: 156);
        var set = new TrainingSet(features, isAnomaly);
        TrainedForest few = new RandomForestTrainer(Options with { TreeCount = 6 }).TrainOn(set);
        TrainedForest atOnce = new RandomForestTrainer(Options).TrainOn(set);

        few.Model.Trees.Should().HaveCount(6);
        Fingerprint(new RandomForestTrainer(Options).Continue(few, set)).Should().Be(Fingerprint(atOnce));
        Fingerprint(new RandomForestTrainer(Options with { TreeCount = 400 }).Continue(atOnce, set)).Should().Be(Fingerprint(atOnce), "it had enough");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Constructor_WithoutScores_IsRefused(bool bootstrap, bool outOfBag) =>
        FluentActions.Invoking(() => new RandomForestTrainer(new RandomForestOptions { Bootstrap = bootstrap, OutOfBag = outOfBag, EarlyStopping = new EarlyStopping() }))
            .Should().Throw<OptionsException>().WithMessage("option EarlyStopping: expected null unless Bootstrap and OutOfBag are true, but was given patience 20, tolerance 0.001");

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        FluentActions.Invoking(() => new EarlyStopping { Patience = 0 }).Should().Throw<OptionsException>().WithMessage("option Patience: expected at least 1, but was given 0");
        foreach (double tolerance in new[] { -0.1, 1.1, double.NaN }) FluentActions.Invoking(() => new EarlyStopping { Tolerance = tolerance }).Should().Throw<OptionsException>();
    }

    private static void CancelAtTheStop(TrainingProgress report, CancellationTokenSource source)
    {
        if (report.StoppedEarly) source.Cancel();
    }

    private sealed class Immediate(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
