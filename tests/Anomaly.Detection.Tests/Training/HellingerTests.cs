using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

public class HellingerTests
{
    [Fact]
    public void Train_SkewedClasses_CutsWhereTheClassesAreSpreadMostDifferently()
    {
        // Values 0 to 7 hold 1 row each, normal save for the anomalies at 5 and 7: labels 00000101.
        // √(nₗaₗ) + √(nᵣaᵣ) after 4 left: √0 + √2 = 1.41, after 5: √5 + √1 = 3.24, after 6: √6 + 0 = 2.45.
        DecisionTree tree = new CartTrainer(new CartOptions { Criterion = SplitCriterion.Hellinger, MaxDepth = 1 }).Train(Column(0, 1, 2, 3, 4, 5, 6, 7), Labels("00000101"));

        tree.Threshold[0].Should().Be(4.5f);
        tree.Value.ToArray().Should().Equal(0.25, 0, 2.0 / 3);
    }

    [Theory]
    [InlineData(0.24, 3)]
    [InlineData(0.26, 1)]
    public void Train_MinImpurityDecrease_IsHalfTheSquaredDistance(double minDecrease, int nodeCount)
    {
        // Of 16 normal rows 7 lie left and 9 right, of 9 anomalies none and all: 1 − √(9·9)/√(16·9) = 1/4, whatever the classes weigh.
        float[] values = [.. Enumerable.Range(0, 25).Select(row => row < 7 ? 0f : 1f)];
        bool[] isAnomaly = [.. Enumerable.Range(0, 25).Select(row => row >= 16)];
        CartOptions options = new() { Criterion = SplitCriterion.Hellinger, MinImpurityDecrease = minDecrease, ClassWeight = ClassWeight.Given(1, 50) };

        new CartTrainer(options).Train(Column(values), isAnomaly).NodeCount.Should().Be(nodeCount);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_ClassWeights_ChangeLeafValuesButNoSplit(bool binned)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 5, seed: 101, missingShare: 0.1);
        RandomForestOptions options = new()
        {
            TreeCount = 6,
            Criterion = SplitCriterion.Hellinger,
            MaxLeafNodes = 12,
            MinImpurityDecrease = 0.001,
            SplitSearch = binned ? SplitSearch.Binned(20) : SplitSearch.Exact,
            ClassWeight = ClassWeight.None,
        };

        RandomForestModel plain = new RandomForestTrainer(options).Train(features, isAnomaly).Model;
        foreach (ClassWeight weight in new[] { ClassWeight.Balanced, ClassWeight.BalancedPerBootstrap, ClassWeight.Given(1, 0.3), ClassWeight.Given(1e-30, 1e30) })
        {
            RandomForestModel weighted = new RandomForestTrainer(options with { ClassWeight = weight }).Train(features, isAnomaly).Model;
            for (int tree = 0; tree < 6; tree++)
            {
                weighted.Trees[tree].Feature.ToArray().Should().Equal(plain.Trees[tree].Feature.ToArray());
                weighted.Trees[tree].Threshold.ToArray().Should().Equal(plain.Trees[tree].Threshold.ToArray());
                weighted.Trees[tree].MissingGoesLeft.ToArray().Should().Equal(plain.Trees[tree].MissingGoesLeft.ToArray());
                weighted.Trees[tree].Value.ToArray().Should().NotEqual(plain.Trees[tree].Value.ToArray());
            }
        }
    }

    [Fact]
    public void Train_NodesOfOneClass_AreLeaves()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 4, seed: 102);

        DecisionTree tree = new CartTrainer(new CartOptions { Criterion = SplitCriterion.Hellinger }).Train(features, isAnomaly);

        for (int row = 0; row < 300; row++) tree.Score(Row(features, row)).Should().Be(isAnomaly[row] ? 1 : 0);
    }
}
