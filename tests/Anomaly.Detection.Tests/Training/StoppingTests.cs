using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>How a training ends early (conformance J5 and A7).</summary>
public class StoppingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Train_ProgressThatThrows_ReachesTheCallerAsThrownAndStopsAllWorkers(int threads)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(200, 3, seed: 51);
        int reports = 0;
        var trainer = new RandomForestTrainer(new RandomForestOptions { TreeCount = 100_000, MaxThreads = threads });

        trainer.Invoking(t => t.Train(features, isAnomaly, new Immediate(_ => throw new InvalidTimeZoneException($"report {++reports}"))))
            .Should().ThrowExactly<InvalidTimeZoneException>("a handler's exception is not wrapped").WithMessage("report *");
        reports.Should().BeLessThanOrEqualTo(threads, "no worker goes on to further trees");
    }

    [Fact]
    public void Train_ProgressThatCancels_ThrowsWithTheCallersToken()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 3, seed: 52);
        using var source = new CancellationTokenSource();
        var trainer = new RandomForestTrainer(new RandomForestOptions { TreeCount = 100_000, MaxThreads = 3 });

        trainer.Invoking(t => t.Train(features, isAnomaly, new Immediate(_ => source.Cancel()), source.Token))
            .Should().Throw<OperationCanceledException>().Which.CancellationToken.Should().Be(source.Token);
    }

    [Fact]
    public void Train_ProgressThatThrowsACancellationOfItsOwn_PassesItOn()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 53);

        FluentActions.Invoking(() => new RandomForestTrainer().Train(features, isAnomaly, new Immediate(_ => throw new OperationCanceledException("own"))))
            .Should().Throw<OperationCanceledException>().WithMessage("own");
    }

    [Fact]
    public void Train_CancelledAtAnyMoment_StopsAndLeavesTheTrainerAsNew()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(400, 4, seed: 54);
        var trainer = new RandomForestTrainer(new RandomForestOptions { TreeCount = 6, MaxThreads = 2 });
        TrainedForest expected = trainer.Train(features, isAnomaly);
        for (int tree = 1; tree < 6; tree++)
        {
            using var source = new CancellationTokenSource();
            int stopAt = tree;
            trainer.Invoking(t => t.Train(features, isAnomaly, new Immediate(done => StopAt(done, stopAt, source)), source.Token)).Should().Throw<OperationCanceledException>();
        }

        trainer.Train(features, isAnomaly).OutOfBagScores.Should().Equal(expected.OutOfBagScores);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FindSplit_CancelledWithinANode_StopsBeforeTheNextFeature(bool binned)
    {
        SplitSearch search = binned ? SplitSearch.Binned() : SplitSearch.Exact;

        // A tree of one split: with the token looked at between nodes only, all features would be searched and the tree finished.
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 8, seed: 55);
        using var source = new CancellationTokenSource();
        var rows = TrainingRows.Create(new TrainingSet(features, isAnomaly), search, 1, default);
        var bag = new Bag(rows);
        bag.TakeAll(ClassWeight.None);
        var splitter = NodeSplitter.Create(rows, new CartOptions { MaxDepth = 1 });
        TreeNode root = splitter.BeginTree(bag, source.Token);
        source.Cancel();

        FluentActions.Invoking(() =>
        {
            var random = new RandomStream(1);
            splitter.FindSplit(root, ref random, out _);
        }).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Train_CancelledBefore_RanksNothing()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 3, seed: 56);

        FluentActions.Invoking(() => new RandomForestTrainer().Train(features, isAnomaly, null, new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();
        FluentActions.Invoking(() => new CartTrainer().Train(features, isAnomaly, new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();
    }

    private static void StopAt(TrainingProgress progress, int tree, CancellationTokenSource source)
    {
        if (progress.StepsDone == tree) source.Cancel();
    }

    private sealed class Immediate(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
