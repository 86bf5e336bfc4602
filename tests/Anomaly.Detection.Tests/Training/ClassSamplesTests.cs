using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Bags that draw each class apart.</summary>
public class ClassSamplesTests
{
    [Fact]
    public void Draw_Balanced_TakesAsManyOfEachClassAsTheRarerHas()
    {
        (TrainingSet set, bool[] isAnomaly) = Rare(200, anomalies: 12);
        var bag = new Bag(TrainingRows.Create(set, SplitSearch.Exact, 1, default));
        RandomForestOptions options = new() { ClassSamples = ClassSamples.Balanced };
        for (int tree = 0; tree < 20; tree++)
        {
            bag.DrawFor(options, tree);

            DrawsOf(bag, isAnomaly, wanted: true).Should().Be(12);
            DrawsOf(bag, isAnomaly, wanted: false).Should().Be(12);
            (bag.NormalWeight, bag.AnomalyWeight).Should().Be((1, 1), "the draws are balanced already");
        }
    }

    [Theory]
    [InlineData(0.1, 1, 19, 12)]
    [InlineData(1, 0.5, 188, 6)]
    [InlineData(0.001, 0.001, 1, 1)]
    public void Draw_Given_TakesTheSharesAtLeastOne(double normalShare, double anomalyShare, int normalDraws, int anomalyDraws)
    {
        (TrainingSet set, bool[] isAnomaly) = Rare(200, anomalies: 12);
        var bag = new Bag(TrainingRows.Create(set, SplitSearch.Exact, 1, default));

        bag.DrawFor(new RandomForestOptions { ClassSamples = ClassSamples.Given(normalShare, anomalyShare) }, 0);

        DrawsOf(bag, isAnomaly, wanted: false).Should().Be(normalDraws);
        DrawsOf(bag, isAnomaly, wanted: true).Should().Be(anomalyDraws);
        (bag.NormalWeight * normalDraws).Should().BeApproximately(bag.AnomalyWeight * anomalyDraws, 1e-12, "balanced weights balance the draws");
    }

    [Fact]
    public void Draw_Draws_AreUniformWithinEachClass()
    {
        (TrainingSet set, bool[] isAnomaly) = Rare(30, anomalies: 10);
        var bag = new Bag(TrainingRows.Create(set, SplitSearch.Exact, 1, default));
        RandomForestOptions options = new() { ClassSamples = ClassSamples.Balanced };
        int[] drawn = new int[30];
        for (int tree = 0; tree < 2_000; tree++)
        {
            bag.DrawFor(options, tree);
            for (int row = 0; row < 30; row++) drawn[row] += bag.Draws[row];
        }

        // 20,000 draws of each class: 2,000 to each of 10 anomalies, 1,000 to each of 20 normal rows; standard deviations 42 and 31.
        for (int row = 0; row < 30; row++) ((double)drawn[row]).Should().BeApproximately(isAnomaly[row] ? 2_000 : 1_000, 200);
    }

    [Fact]
    public void TrainOn_RowsOfWeightZero_AreNeitherDrawnNorCounted()
    {
        (TrainingSet set, bool[] isAnomaly) = Rare(100, anomalies: 20);
        double[] weights = [.. Enumerable.Range(0, 100).Select(row => row % 2 == 0 ? 1.0 : 0.0)];
        int anomalies = Enumerable.Range(0, 100).Count(row => isAnomaly[row] && weights[row] > 0);
        var weighted = new TrainingSet(set.Features, isAnomaly, weights);
        var bag = new Bag(TrainingRows.Create(weighted, SplitSearch.Exact, 1, default));

        bag.DrawFor(new RandomForestOptions { ClassSamples = ClassSamples.Balanced }, 3);

        DrawsOf(bag, isAnomaly, wanted: true).Should().Be(anomalies);
        for (int row = 1; row < 100; row += 2) bag.Draws[row].Should().Be(0);
    }

    [Fact]
    public void Train_Balanced_ScoresTheRareClassHigherThanPlainDrawsWithoutWeights()
    {
        (TrainingSet set, bool[] isAnomaly) = Rare(400, anomalies: 20);
        RandomForestOptions options = new() { TreeCount = 60, ClassWeight = ClassWeight.None, MinSamplesLeaf = 3 };

        TrainedForest plain = new RandomForestTrainer(options).TrainOn(set);
        TrainedForest balanced = new RandomForestTrainer(options with { ClassSamples = ClassSamples.Balanced }).TrainOn(set);

        Mean(balanced).Should().BeGreaterThan(2 * Mean(plain));
        balanced.OutOfBagTreeCounts.Min().Should().BeGreaterThan(10, "small bags leave most rows out");

        double Mean(TrainedForest forest) => Enumerable.Range(0, 400).Where(row => isAnomaly[row]).Average(row => forest.OutOfBagScores[row]);
    }

    [Fact]
    public void Train_BalancedBins_AreTheSameOnAnyNumberOfThreads()
    {
        (TrainingSet set, _) = Rare(400, anomalies: 30);
        RandomForestOptions options = new() { TreeCount = 10, ClassSamples = ClassSamples.Balanced, SplitSearch = SplitSearch.Binned(32), MaxThreads = 1 };

        Fingerprint(new RandomForestTrainer(options with { MaxThreads = 3 }).TrainOn(set)).Should().Be(Fingerprint(new RandomForestTrainer(options).TrainOn(set)));
    }

    [Fact]
    public void Rules_BetweenOptions_AreRefused()
    {
        FluentActions.Invoking(() => new RandomForestTrainer(new RandomForestOptions { ClassSamples = ClassSamples.Balanced, MaxSamples = 0.5 }))
            .Should().Throw<OptionsException>().WithMessage("option MaxSamples: expected 1 when ClassSamples is given, but was given 0.5");
        FluentActions.Invoking(() => new RandomForestTrainer(new RandomForestOptions { ClassSamples = ClassSamples.Given(0.1, 1), Bootstrap = false }))
            .Should().Throw<OptionsException>().WithMessage("option ClassSamples: expected null when Bootstrap is false, but was given 0:0.1,1:1");
    }

    [Fact]
    public void TrainOn_Groups_AreRefused()
    {
        var set = new TrainingSet(Column(1, 2, 3), Labels("011"), groups: [1, 1, 2]);

        new RandomForestTrainer(new RandomForestOptions { ClassSamples = ClassSamples.Balanced }).Invoking(trainer => trainer.TrainOn(set))
            .Should().Throw<ArgumentException>().WithMessage("Class samples draw rows of each class, so groups of rows cannot be kept together; a grouped set needs ClassSamples = null.*");
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.01, 1)]
    [InlineData(1, double.NaN)]
    [InlineData(1, -0.5)]
    public void Given_OutOfRange_IsRefused(double normalShare, double anomalyShare) =>
        FluentActions.Invoking(() => ClassSamples.Given(normalShare, anomalyShare)).Should().Throw<OptionsException>().WithMessage("option ClassSamples: expected a number in (0, 1], but was given *");

    // Anomalies are some of the rows with a high first value.
    private static (TrainingSet Set, bool[] IsAnomaly) Rare(int rowCount, int anomalies)
    {
        (FeatureMatrix features, _) = Noisy(rowCount, 3, seed: 131);
        float[] first = features.Column(0).ToArray();
        bool[] isAnomaly = new bool[rowCount];
        foreach (int row in Enumerable.Range(0, rowCount).Where(row => first[row] > 0.4).Take(anomalies)) isAnomaly[row] = true;
        return (new TrainingSet(features, isAnomaly), isAnomaly);
    }

    private static int DrawsOf(Bag bag, bool[] isAnomaly, bool wanted)
    {
        int draws = 0;
        for (int row = 0; row < isAnomaly.Length; row++) draws += isAnomaly[row] == wanted ? bag.Draws[row] : 0;
        return draws;
    }
}
