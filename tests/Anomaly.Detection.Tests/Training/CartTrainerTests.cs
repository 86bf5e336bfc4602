using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

public class CartTrainerTests
{
    [Fact]
    public void Train_TwoGroups_CutsMidwayAndHoldsShares()
    {
        // 1 2 | 10 20 with labels 0 0 | 1 1: Gini .5 → 0, midpoint of 2 and 10 is 6.
        DecisionTree tree = new CartTrainer().Train(Column(1, 2, 10, 20), Labels("0011"));

        tree.Feature.ToArray().Should().Equal(0, -1, -1);
        tree.Threshold[0].Should().Be(6);
        tree.RightChild[0].Should().Be(2);
        tree.Value.ToArray().Should().Equal(0.5, 0, 1);
        tree.Cover.ToArray().Should().Equal(4, 2, 2);
    }

    [Fact]
    public void Train_Xor_NeedsDepthTwo()
    {
        FeatureMatrix features = FeatureMatrix.FromColumns([0, 0, 1, 1], [0, 1, 0, 1]);
        bool[] isAnomaly = Labels("0110");

        DecisionTree deep = new CartTrainer(new CartOptions { MaxDepth = 2 }).Train(features, isAnomaly);
        DecisionTree stump = new CartTrainer(new CartOptions { MaxDepth = 1 }).Train(features, isAnomaly);

        Accuracy(deep, features, isAnomaly).Should().Be(1);
        Accuracy(stump, features, isAnomaly).Should().BeLessThanOrEqualTo(0.75);
    }

    [Fact]
    public void Train_DistinctRows_AreMemorised()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(500, 4, seed: 3);

        Accuracy(new CartTrainer().Train(features, isAnomaly), features, isAnomaly).Should().Be(1);
    }

    [Fact]
    public void Train_ConstantColumns_GiveOneLeafWithTheBaseRate()
    {
        DecisionTree tree = new CartTrainer().Train(FeatureMatrix.FromColumns([7, 7, 7, 7], [0, -0f, 0, -0f]), Labels("0100"));

        tree.NodeCount.Should().Be(1);
        tree.Value[0].Should().Be(0.25);
    }

    [Fact]
    public void Train_ColumnConstantAfterSplit_GivesFiveNodesOfDepthTwo()
    {
        // The first column separates row 0; in the other rows only the second column varies.
        FeatureMatrix features = FeatureMatrix.FromColumns([0, 1, 1, 1], [0, 1, 2, 3]);

        DecisionTree tree = new CartTrainer().Train(features, Labels("0110"));

        tree.NodeCount.Should().Be(5);
        tree.Depth.Should().Be(2);
    }

    [Fact]
    public void Train_StumpGain_RespectsMinImpurityDecreaseAtItsLimit()
    {
        // Root Gini .5, children pure: the decrease is exactly .5.
        FeatureMatrix features = Column(1, 2);
        bool[] isAnomaly = Labels("01");

        new CartTrainer(new CartOptions { MinImpurityDecrease = 0.5 }).Train(features, isAnomaly).NodeCount.Should().Be(3);
        new CartTrainer(new CartOptions { MinImpurityDecrease = 0.51 }).Train(features, isAnomaly).NodeCount.Should().Be(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    public void Train_MinSamplesLeaf_HoldsInEveryLeaf(int minSamplesLeaf)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(200, 5, seed: 11, missingShare: 0.1);

        DecisionTree tree = new CartTrainer(new CartOptions { MinSamplesLeaf = minSamplesLeaf }).Train(features, isAnomaly);

        Leaves(tree).Should().OnlyContain(leaf => leaf.Cover >= minSamplesLeaf);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(60)]
    public void Train_MinSamplesSplit_HoldsInEverySplit(int minSamplesSplit)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(200, 5, seed: 12);

        DecisionTree tree = new CartTrainer(new CartOptions { MinSamplesSplit = minSamplesSplit }).Train(features, isAnomaly);

        for (int node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Feature[node] != DecisionTree.Leaf) tree.Cover[node].Should().BeGreaterThanOrEqualTo(minSamplesSplit);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    public void Train_MaxDepth_IsNotExceeded(int maxDepth)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 3, seed: 13);

        new CartTrainer(new CartOptions { MaxDepth = maxDepth }).Train(features, isAnomaly).Depth.Should().BeLessThanOrEqualTo(maxDepth);
    }

    [Fact]
    public void Train_MaxLeafNodes_SplitsTheBestNodesFirst()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(400, 4, seed: 14);
        DecisionTree full = new CartTrainer().Train(features, isAnomaly);

        DecisionTree three = new CartTrainer(new CartOptions { MaxLeafNodes = 3 }).Train(features, isAnomaly);
        DecisionTree all = new CartTrainer(new CartOptions { MaxLeafNodes = 10_000 }).Train(features, isAnomaly);

        three.LeafCount.Should().Be(3);
        all.Feature.ToArray().Should().Equal(full.Feature.ToArray(), "without a limit that binds, the order of splitting changes nothing");
        all.Threshold.ToArray().Should().Equal(full.Threshold.ToArray());
    }

    [Fact]
    public void Train_AlternatingLabelsOnALine_GrowsDeepOnASmallStack()
    {
        // Sorted alternating labels: the greedy cut peels off few rows at a level, so the tree is deep.
        float[] values = [.. Enumerable.Range(0, 2_000).Select(i => (float)i)];
        bool[] isAnomaly = [.. Enumerable.Range(0, 2_000).Select(i => i % 2 == 1)];
        DecisionTree? tree = null;
        var thread = new Thread(() => tree = new CartTrainer().Train(Column(values), isAnomaly), maxStackSize: 256 * 1024);
        thread.Start();
        thread.Join();

        Accuracy(tree!, Column(values), isAnomaly).Should().Be(1);
    }

    [Fact]
    public void Train_MonotoneChangeOfAColumn_KeepsThePartition()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 3, seed: 15);
        float[][] cubed = [.. Enumerable.Range(0, 3).Select(feature => features.Column(feature).ToArray().Select(value => value * value * value).ToArray())];
        FeatureMatrix changed = FeatureMatrix.FromColumns(cubed);

        DecisionTree tree = new CartTrainer(new CartOptions { MaxDepth = 6 }).Train(features, isAnomaly);
        DecisionTree other = new CartTrainer(new CartOptions { MaxDepth = 6 }).Train(changed, isAnomaly);

        for (int row = 0; row < features.RowCount; row++) other.Score(Row(changed, row)).Should().Be(tree.Score(Row(features, row)));
    }

    [Fact]
    public void Train_SpecialFloatsInPairs_BothRowsAreRight()
    {
        float[] specials =
        [
            0f, float.Epsilon, -float.Epsilon, 1.1754942e-38f, 1.17549435e-38f, -1.17549435e-38f, 1f, 1.0000001f, 0.99999994f, -1f, 16777216f, 16777215f,
            3.4028235e38f, 3.4028233e38f, -3.4028235e38f, -3.4028233e38f, 1e-30f, 1e30f, 0.1f, 0.2f, 2f, 3f, -2f, 1e-45f * 3,
        ];
        foreach (float low in specials)
        {
            foreach (float high in specials.Where(value => value > low))
            {
                DecisionTree tree = new CartTrainer().Train(Column(low, high), Labels("01"));
                tree.Score([low]).Should().Be(0, "low {0:R} against {1:R}", low, high);
                tree.Score([high]).Should().Be(1, "low {0:R} against {1:R}", low, high);
            }
        }
    }

    [Fact]
    public void Train_Errors_NameCountsAndRows()
    {
        var trainer = new CartTrainer();
        FeatureMatrix two = Column(1, 2);

        trainer.Invoking(t => t.Train(FeatureMatrix.FromColumns([[]]), [])).Should().Throw<ArgumentException>().WithMessage("There are 0 rows*");
        trainer.Invoking(t => t.Train(two, [true])).Should().Throw<ArgumentException>().WithMessage("1 labels do not fit 2 rows*");
        trainer.Invoking(t => t.Train(two, [true, true])).Should().Throw<ArgumentException>().WithMessage("Training needs rows of both classes, but of 2 rows*2 are anomalies and 0 are normal*");
        trainer.Invoking(t => t.TrainOn(new TrainingSet(two, [true, false], [1]))).Should().Throw<ArgumentException>().WithMessage("1 row weights do not fit 2 rows*");
        trainer.Invoking(t => t.TrainOn(new TrainingSet(two, [true, false], [1, -0.5]))).Should().Throw<ArgumentException>().WithMessage("The weight of row 2 is -0.5*");
        trainer.Invoking(t => t.TrainOn(new TrainingSet(two, [true, false], [double.NaN, 1]))).Should().Throw<ArgumentException>().WithMessage("The weight of row 1 is NaN*");
        trainer.Invoking(t => t.TrainOn(new TrainingSet(two, [true, false], [1, 0]))).Should().Throw<ArgumentException>().WithMessage("*of 1 rows with a weight above 0, 1 are anomalies*");
    }

    private static double Accuracy(DecisionTree tree, FeatureMatrix features, bool[] isAnomaly) =>
        Enumerable.Range(0, features.RowCount).Average(row => (tree.Score(Row(features, row)) > 0.5) == isAnomaly[row] ? 1.0 : 0.0);

    private static List<(double Value, double Cover)> Leaves(DecisionTree tree)
    {
        var leaves = new List<(double, double)>();
        for (int node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Feature[node] == DecisionTree.Leaf) leaves.Add((tree.Value[node], tree.Cover[node]));
        }

        return leaves;
    }
}
