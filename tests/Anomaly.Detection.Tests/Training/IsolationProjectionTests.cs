using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Splits that ask for more than one feature's order: planes and subsets of categories.</summary>
public class IsolationProjectionTests
{
    [Fact]
    public void Train_ExtendedColumnScaled_GivesTheSameScores()
    {
        float[] rows = IsolationSamples.RowsOf(IsolationSamples.Blobs(500, 3, seed: 2));
        TrainedIsolationForest plain = IsolationSamples.Train("extended", FeatureMatrix.FromRows(rows, 3));
        for (int row = 0; row < 500; row++) rows[(3 * row) + 1] *= 1024;

        IsolationSamples.Train("extended", FeatureMatrix.FromRows(rows, 3)).Scores.Should().Equal(plain.Scores);
    }

    [Fact]
    public void Train_ExtendedTwoBlobs_SeesNoAxisParallelGhosts()
    {
        // Blobs at (10, 0) and (0, 10): splits parallel to the axes take (0, 0) and (10, 10), where nothing is, for less anomalous than other empty places.
        var random = new RandomStream(5);
        float[] rows = new float[2000];
        for (int row = 0; row < 1000; row++)
        {
            rows[2 * row] = (float)(NormalDraw.Next(ref random) + (row % 2 == 0 ? 10 : 0));
            rows[(2 * row) + 1] = (float)(NormalDraw.Next(ref random) + (row % 2 == 0 ? 0 : 10));
        }

        FeatureMatrix features = FeatureMatrix.FromRows(rows, 2);
        double axisParallel = Enumerable.Range(0, 5).Select(seed => GhostScore(new IsolationForestOptions { Seed = (ulong)seed }, features)).Mean();
        double extended = Enumerable.Range(0, 5).Select(seed => GhostScore(new IsolationForestOptions { Seed = (ulong)seed, ExtensionLevel = 1 }, features)).Mean();

        extended.Should().BeGreaterThan(axisParallel + 0.02, "empty places stand out more against the blobs");
    }

    [Fact]
    public void Train_SubsetsOfPermutedCodes_ScoreAlike()
    {
        // Category 7 is rare. Ordered codes make it hard to find in the middle; subsets do not care where it stands.
        double[] middle = Enumerable.Range(0, 20).Select(seed => RareScore((ulong)seed, rare: 7)).ToArray();
        double[] end = Enumerable.Range(0, 20).Select(seed => RareScore((ulong)seed, rare: 15)).ToArray();

        double error = Math.Sqrt((middle.Variance() + end.Variance()) / 20);
        (middle.Mean() - end.Mean()).Should().BeInRange(-3 * error, 3 * error);
    }

    [Fact]
    public void Score_CategoryNeverSeen_GoesWithTheOthers()
    {
        IsolationForestModel model = IsolationSamples.Train("subsets", IsolationSamples.Blobs(500, 3, seed: 2)).Model;

        double unseen = model.Score([12_345, 0, 0]);

        unseen.Should().Be(model.Score([-777, 0, 0]), "all unseen categories are alike").And.BeInRange(0.01, 0.99);
        model.Projections.OfType<SubsetProjection>().Should().HaveCount(model.Projections.Length).And.NotBeEmpty();
    }

    // The score of the ghosts less that of the blobs' middles.
    private static double GhostScore(IsolationForestOptions options, FeatureMatrix features)
    {
        IsolationForestModel model = new IsolationForestTrainer(options).Train(features).Model;
        double ghosts = (model.Score([0, 0]) + model.Score([10, 10])) / 2;
        double blobs = (model.Score([10, 0]) + model.Score([0, 10])) / 2;
        return ghosts - blobs;
    }

    // 1,000 rows of 16 categories, one of them with 8 rows only; the score of a row of that one.
    private static double RareScore(ulong seed, int rare)
    {
        var random = new RandomStream(seed, 9);
        float[] rows = new float[2000];
        for (int row = 0; row < 1000; row++)
        {
            int other = random.NextInt(15);
            rows[2 * row] = row < 8 ? rare : other < rare ? other : other + 1;
            rows[(2 * row) + 1] = (float)NormalDraw.Next(ref random);
        }

        return IsolationSamples.Train(IsolationSamples.Options("subsets") with { Seed = seed }, FeatureMatrix.FromRows(rows, 2)).Model.Score([rare, 0]);
    }
}
