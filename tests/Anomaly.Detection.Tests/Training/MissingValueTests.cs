using Anomaly.Detection.Models;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>The examples of scikit-learn's guide, and what follows from its rules.</summary>
public class MissingValueTests
{
    private const float Missing = float.NaN;

    [Fact]
    public void Train_MissingLikeTheHighValues_GoesRight()
    {
        // 0 1 | 6 ? with labels 0 0 | 1 1.
        DecisionTree tree = new CartTrainer().Train(Column(0, 1, 6, Missing), Labels("0011"));

        Scores(tree, 0, 1, 6, Missing).Should().Equal(0, 0, 1, 1);
        tree.MissingGoesLeft[0].Should().BeFalse();
    }

    [Fact]
    public void Train_MissingLikeTheLowValues_GoesLeft()
    {
        DecisionTree tree = new CartTrainer().Train(Column(0, 1, 6, Missing), Labels("0010"));

        Scores(tree, 0, 1, 6, Missing).Should().Equal(0, 0, 1, 0);
        tree.MissingGoesLeft[0].Should().BeTrue();
    }

    [Fact]
    public void Train_BothDirectionsEqual_GoesRight()
    {
        // ? −1 ? 1 with labels 0 0 1 1: missing left or right, the cut at 0 is worth the same.
        DecisionTree tree = new CartTrainer(new CartOptions { MaxDepth = 1 }).Train(Column(Missing, -1, Missing, 1), Labels("0011"));

        tree.MissingGoesLeft[0].Should().BeFalse();
        Scores(tree, Missing)[0].Should().BeGreaterThan(0.5);
    }

    [Fact]
    public void Train_NothingMissing_GoesToTheChildWithMoreRows()
    {
        Scores(new CartTrainer().Train(Column(0, 1, 2, 3), Labels("0111")), Missing).Should().Equal(1);
        Scores(new CartTrainer().Train(Column(0, 1, 2, 3), Labels("0001")), Missing).Should().Equal(0);
        Scores(new CartTrainer().Train(Column(0, 1, 2, 3), Labels("0011")), Missing).Should().Equal([1], "equal sides send it right");
    }

    [Fact]
    public void Train_OnlyBeingMissingTells_SplitsValuesFromMissing()
    {
        DecisionTree tree = new CartTrainer().Train(Column(5, 5, 5, Missing, Missing), Labels("00011"));

        Scores(tree, 5, Missing, -1e30f, float.MaxValue).Should().Equal(0, 1, 0, 0);
        tree.NodeCount.Should().Be(3);
    }

    [Fact]
    public void Train_AllMissing_IsConstant()
    {
        DecisionTree tree = new CartTrainer().Train(Column(Missing, Missing, Missing), Labels("011"));

        tree.NodeCount.Should().Be(1);
        tree.Value[0].Should().BeApproximately(2.0 / 3, 1e-15);
    }

    [Fact]
    public void Train_MissingRowsAndMinSamplesLeaf_CountTogether()
    {
        // Alone, the two missing rows may not form a leaf of three.
        DecisionTree tree = new CartTrainer(new CartOptions { MinSamplesLeaf = 3 }).Train(Column(1, 2, 3, 4, Missing, Missing), Labels("000011"));

        tree.NodeCount.Should().Be(3);
        tree.Cover[1].Should().Be(3);
        tree.Cover[2].Should().Be(3);
    }

    private static double[] Scores(DecisionTree tree, params float[] values) => [.. values.Select(value => tree.Score([value]))];
}
