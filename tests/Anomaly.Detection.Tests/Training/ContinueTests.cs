using Anomaly.Detection.Data;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Conformance C16: adding trees.</summary>
public class ContinueTests
{
    private static readonly RandomForestOptions Five = new() { TreeCount = 5, Seed = 3 };

    public static TheoryData<RandomForestOptions> Ways() =>
    [
        Five,
        Five with { SplitSearch = SplitSearch.Binned(16) },
        Five with { SplitSearch = SplitSearch.Random, Bootstrap = false },
        Five with { Criterion = SplitCriterion.Hellinger, MaxLeafNodes = 9 },
        Five with { ClassSamples = ClassSamples.Balanced },
        Five with { OutOfBag = false, MaxSamples = 0.3 },
        Five with { ClassWeight = ClassWeight.BalancedPerBootstrap, MaxThreads = 3 },
        Five with { MonotonicConstraints = [Monotonicity.Increasing, Monotonicity.None, Monotonicity.Decreasing, Monotonicity.None], MaxDepth = 4 },
    ];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Continue_FiveAndFive_EqualTen(RandomForestOptions five)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(150, 4, seed: 141, missingShare: 0.1);
        var set = new TrainingSet(features, isAnomaly);
        RandomForestOptions ten = five with { TreeCount = 10, MaxThreads = 2 };

        TrainedForest grown = new RandomForestTrainer(ten).Continue(new RandomForestTrainer(five).TrainOn(set), set);
        TrainedForest atOnce = new RandomForestTrainer(ten).TrainOn(set);

        Fingerprint(grown).Should().Be(Fingerprint(atOnce));
        grown.OutOfBagTreeCounts.Should().Equal(atOnce.OutOfBagTreeCounts);
        grown.Options.Should().Be(atOnce.Options);
    }

    [Fact]
    public void Continue_WeightsAndGroups_EqualTen()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(150, 4, seed: 142, missingShare: 0.1);
        double[] weights = [.. Enumerable.Range(0, 150).Select(row => 0.1 + (0.3 * (row % 7)))];
        int[] groups = [.. Enumerable.Range(0, 150).Select(row => row / 3)];
        var set = new TrainingSet(features, isAnomaly, weights, groups);
        RandomForestTrainer ten = new(Five with { TreeCount = 10 });

        Fingerprint(ten.Continue(new RandomForestTrainer(Five).TrainOn(set), set)).Should().Be(Fingerprint(ten.TrainOn(set)));
    }

    [Fact]
    public void Continue_Forest_StaysAsItIsAndItsTreesAreKept()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 3, seed: 143);
        var set = new TrainingSet(features, isAnomaly);
        TrainedForest five = new RandomForestTrainer(Five).TrainOn(set);
        string before = Fingerprint(five);

        TrainedForest seven = new RandomForestTrainer(Five with { TreeCount = 7 }).Continue(five, set);

        Fingerprint(five).Should().Be(before);
        for (int tree = 0; tree < 5; tree++) seven.Model.Trees[tree].Should().BeSameAs(five.Model.Trees[tree]);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(3)]
    public void Continue_NoMoreTrees_IsRefusedWithBothCounts(int treeCount)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 144);
        var set = new TrainingSet(features, isAnomaly);
        TrainedForest five = new RandomForestTrainer(Five).TrainOn(set);

        new RandomForestTrainer(Five with { TreeCount = treeCount }).Invoking(trainer => trainer.Continue(five, set))
            .Should().Throw<ArgumentException>().WithMessage($"The forest has 5 trees already; to continue it, TreeCount must be more than that, but is {treeCount}.*");
    }

    [Fact]
    public void Continue_OtherOptions_AreRefusedByName()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 145);
        var set = new TrainingSet(features, isAnomaly);
        TrainedForest five = new RandomForestTrainer(Five).TrainOn(set);
        RandomForestOptions ten = Five with { TreeCount = 10 };
        Dictionary<string, RandomForestOptions> others = new()
        {
            ["Seed was 3, but is 4"] = ten with { Seed = 4 },
            ["MaxDepth was null, but is 3"] = ten with { MaxDepth = 3 },
            ["MinSamplesSplit was 2, but is 3"] = ten with { MinSamplesSplit = 3 },
            ["MinSamplesLeaf was 1, but is 2"] = ten with { MinSamplesLeaf = 2 },
            ["MinImpurityDecrease was 0, but is 0.5"] = ten with { MinImpurityDecrease = 0.5 },
            ["MaxLeafNodes was null, but is 4"] = ten with { MaxLeafNodes = 4 },
            ["MaxFeatures was sqrt, but is all"] = ten with { MaxFeatures = MaxFeatures.All },
            ["Criterion was Gini, but is Entropy"] = ten with { Criterion = SplitCriterion.Entropy },
            ["MonotonicConstraints was none, but is [None, Increasing, None]"] = ten with { MonotonicConstraints = [Monotonicity.None, Monotonicity.Increasing, Monotonicity.None] },
            ["ClassWeight was balanced, but is none"] = ten with { ClassWeight = ClassWeight.None },
            ["Bootstrap was True, but is False"] = ten with { Bootstrap = false },
            ["MaxSamples was 1, but is 0.5"] = ten with { MaxSamples = 0.5 },
            ["ClassSamples was null, but is balanced"] = ten with { ClassSamples = ClassSamples.Balanced },
            ["OutOfBag was True, but is False"] = ten with { OutOfBag = false },
            ["EarlyStopping was null, but is patience 20, tolerance 0.001"] = ten with { EarlyStopping = new EarlyStopping() },
            ["SplitSearch was exact, but is random"] = ten with { SplitSearch = SplitSearch.Random },
        };

        // The number of trees and that of threads may differ.
        others.Should().HaveCount(typeof(RandomForestOptions).GetProperties().Length - 2, "each option is varied once");
        foreach ((string difference, RandomForestOptions options) in others)
        {
            new RandomForestTrainer(options).Invoking(trainer => trainer.Continue(five, set)).Should().Throw<ArgumentException>().WithMessage($"The forest was trained with other options: {difference}.*");
        }
    }

    [Fact]
    public void Continue_AnotherSet_IsRefused()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(80, 3, seed: 146);
        TrainedForest five = new RandomForestTrainer(Five).Train(features, isAnomaly);
        RandomForestTrainer ten = new(Five with { TreeCount = 10 });
        float[][] columns = [.. Enumerable.Range(0, 3).Select(feature => features.Column(feature).ToArray())];

        // One label; one value, in a row that some tree did not see; the weight of one row.
        bool[] otherLabels = [.. isAnomaly];
        otherLabels[17] ^= true;
        foreach (float[] column in columns) column[40] = 5;
        double[] weights = [.. Enumerable.Repeat(1.0, 80)];
        weights[9] = 2;
        TrainingSet[] others = [new(features, otherLabels), new(FeatureMatrix.FromColumns(columns), isAnomaly), new(features, isAnomaly, weights)];

        foreach (TrainingSet other in others) ten.Invoking(trainer => trainer.Continue(five, other)).Should().Throw<ArgumentException>().WithMessage("The forest was trained on another set: drawn again, its bags do not give *.");
    }

    [Fact]
    public void Continue_ScoresThatAreNotTheForests_AreRefused()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(80, 3, seed: 147);
        TrainedForest five = new RandomForestTrainer(Five).Train(features, isAnomaly);
        TrainedForest forged = five with { OutOfBagScores = five.OutOfBagScores.SetItem(3, 0.123) };

        new RandomForestTrainer(Five with { TreeCount = 10 }).Invoking(trainer => trainer.Continue(forged, new TrainingSet(features, isAnomaly)))
            .Should().Throw<ArgumentException>().WithMessage("*do not give its out-of-bag scores.");
    }

    [Fact]
    public void Continue_AnotherWidth_IsRefusedWithBothCounts()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(80, 3, seed: 148);
        TrainedForest five = new RandomForestTrainer(Five).Train(features, isAnomaly);
        (FeatureMatrix wide, bool[] wideLabels) = Noisy(80, 4, seed: 148);

        new RandomForestTrainer(Five with { TreeCount = 10 }).Invoking(trainer => trainer.Continue(five, new TrainingSet(wide, wideLabels)))
            .Should().Throw<ArgumentException>().WithMessage("The forest was trained on 3 features, but the set has 4.*");
    }
}
