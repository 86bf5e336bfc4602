using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Bags by group: what they hold, and what out-of-bag scores are worth without them.</summary>
public class GroupedBagTests
{
    [Fact]
    public void DrawFor_Groups_AreInABagTogetherOrOutOfItTogether()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(90, 3, seed: 251);
        int[] groups = [.. Enumerable.Range(0, 90).Select(row => row * 7 % 25)];
        var bag = new Bag(TrainingRows.ForBags(new TrainingSet(features, isAnomaly, groups: groups)));
        int absent = 0;
        for (int tree = 0; tree < 20; tree++)
        {
            bag.DrawFor(new RandomForestOptions(), tree);
            byte[] draws = bag.Draws.ToArray();
            var ofGroup = Enumerable.Range(0, 90).GroupBy(row => groups[row], row => draws[row]).ToArray();

            ofGroup.Should().OnlyContain(group => group.Distinct().Count() == 1);
            absent += ofGroup.Count(group => group.First() == 0);
        }

        absent.Should().BeInRange(120, 250, "of 500 groups about 37 % are left out");
    }

    [Fact]
    public void DrawFor_AskedTwice_GivesTheSameRowsAndTheSameNumbersBehind()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(40, 3, seed: 252);
        var set = new TrainingSet(features, isAnomaly);
        var first = new Bag(TrainingRows.ForBags(set));
        var second = new Bag(TrainingRows.Create(set, SplitSearch.Binned(), 1, default));
        second.DrawFor(new RandomForestOptions(), 1);

        RandomStream behind = first.DrawFor(new RandomForestOptions(), 7);

        second.DrawFor(new RandomForestOptions(), 7).Should().Be(behind);
        second.Draws.ToArray().Should().Equal(first.Draws.ToArray());
    }

    [Fact]
    public void Evaluate_PlantedTwinsOfRandomRows_FlatterOutOfBagUnlessTheyAreGroups()
    {
        // The labels are coins: nothing can be learned but to know a row again, of which each stands four times.
        var random = new RandomStream(253);
        float[] values = [.. Enumerable.Range(0, 100).Select(_ => (float)random.NextDouble())];
        bool[] coins = [.. Enumerable.Range(0, 100).Select(_ => random.NextInt(2) == 0)];
        FeatureMatrix features = Column([.. Enumerable.Range(0, 400).Select(row => values[row % 100])]);
        bool[] isAnomaly = [.. Enumerable.Range(0, 400).Select(row => coins[row % 100])];
        int[] groups = [.. Enumerable.Range(0, 400).Select(row => row % 100)];
        var options = new RandomForestOptions { TreeCount = 50 };

        double plain = AnalysedForests.Analyse(new TrainingSet(features, isAnomaly), options).Evaluate(0.5).RocAuc;
        double grouped = AnalysedForests.Analyse(new TrainingSet(features, isAnomaly, groups: groups), options).Evaluate(0.5).RocAuc;

        plain.Should().BeGreaterThan(0.95);
        grouped.Should().BeInRange(0.3, 0.7);
    }
}
