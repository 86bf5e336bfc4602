using Anomaly.Detection.Data;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

public class IsolationForestTrainerTests
{
    // scikit-learn's toy: the last two points are outliers.
    private static readonly FeatureMatrix Toy = FeatureMatrix.FromRows([-2, -1, -1, -1, -1, -2, 1, 1, 1, 2, 2, 1, 6, 3, -4, 7], 2);

    [Fact]
    public void Train_Toy_SetsTheTwoOutliersApartWhateverTheSeed()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            TrainedIsolationForest trained = new IsolationForestTrainer(new IsolationForestOptions { Seed = seed }).Train(Toy);

            double[] scores = [.. trained.Scores];
            scores.AsSpan(6).ToArray().Min().Should().BeGreaterThan(scores.AsSpan(0, 6).ToArray().Max(), "seed {0}", seed);
        }
    }

    [Fact]
    public void Train_Scores_AreTheModels()
    {
        TrainedIsolationForest trained = new IsolationForestTrainer().Train(Toy);
        float[] row = new float[2];
        for (int i = 0; i < Toy.RowCount; i++)
        {
            Toy.CopyRow(i, row);
            trained.Scores[i].Should().Be(trained.Model.Score(row));
        }
    }

    // CONFORMANCE D2, in our direction: greater is more anomalous, and the decision is the sign of score − offset.
    [Fact]
    public void IsOutlier_EachTrainingRow_IsTheSignOfScoreMinusOffset()
    {
        TrainedIsolationForest trained = new IsolationForestTrainer(new IsolationForestOptions { Contamination = 0.25 }).Train(Toy);

        trained.Scores.Select(trained.Model.IsOutlier).Should().Equal(trained.Scores.Select(score => score - trained.Model.Offset > 0));
        trained.Scores.Select(trained.Model.IsOutlier).Should().Equal([.. Enumerable.Repeat(false, 6), true, true], "a quarter of eight rows");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(57)]
    public void Train_CancelledMidway_EndsWithNothing(int tree)
    {
        using var source = new CancellationTokenSource();
        var progress = new CancelAt(tree, source);

        new IsolationForestTrainer(new IsolationForestOptions { MaxThreads = 2 }).Invoking(trainer => trainer.Train(Toy, progress: progress, cancellationToken: source.Token))
            .Should().Throw<OperationCanceledException>();
    }

    private sealed class CancelAt(int tree, CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.StepsDone == tree) source.Cancel();
        }
    }
}
