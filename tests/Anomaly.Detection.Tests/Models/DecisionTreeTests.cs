using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Models;

public class DecisionTreeTests
{
    // The tree drawn in the documentation of DecisionTree.
    private static DecisionTree Drawn => DecisionTree.FromPreorder([2, -1, 0, -1, -1], [0.5f, 7], [false, true], [0, 0.25, 1], [3, 4, 1]);

    [Fact]
    public void FromPreorder_DrawnTree_FindsRightChildrenDepthAndSums()
    {
        Drawn.RightChild.ToArray().Should().Equal(2, 0, 4, 0, 0);
        Drawn.Depth.Should().Be(2);
        Drawn.LeafCount.Should().Be(3);
        Drawn.Cover.ToArray().Should().Equal(8, 3, 5, 4, 1);
        // (0.25·4 + 1·1) / 5 and (0·3 + 0.4·5) / 8.
        Drawn.Value.ToArray().Should().Equal(0.25, 0, 0.4, 0.25, 1);
    }

    [Theory]
    [InlineData(0f, 0.5f, 0)]
    [InlineData(7f, 0.6f, 0.25)]
    [InlineData(7.5f, 0.6f, 1)]
    [InlineData(float.NaN, 0.6f, 0.25)]
    [InlineData(7.5f, float.NaN, 1)]
    public void Score_ValueUpToThreshold_GoesLeftAndMissingAsLearned(float first, float third, double expected)
    {
        Drawn.Score([first, 0, third]).Should().Be(expected);
    }

    [Fact]
    public void TryFromPreorder_AllFiveNodePatterns_AcceptsExactlyTwo()
    {
        // Of the 2⁵ sequences of splits and leaves, two are full binary trees of five nodes (the Catalan number of 2).
        int accepted = 0;
        for (int pattern = 0; pattern < 32; pattern++)
        {
            int[] feature = [.. Enumerable.Range(0, 5).Select(node => ((pattern >> node) & 1) == 1 ? 0 : -1)];
            DecisionTree? tree = DecisionTree.TryFromPreorder(feature, [1, 2], [false, false], [0, 0, 0], [1, 1, 1], out TreeFault? fault);
            (tree is null).Should().Be(fault is not null);
            if (tree is not null) accepted++;
        }

        accepted.Should().Be(2);
    }

    [Theory]
    [InlineData(new int[0], 0, "tree-empty")]
    [InlineData(new[] { 0, -1 }, 1, "tree-unfinished")]
    [InlineData(new[] { -1, -1 }, 1, "tree-overfull")]
    [InlineData(new[] { 0, -1, -1, -1 }, 3, "tree-overfull")]
    [InlineData(new[] { -2 }, 0, "feature")]
    [InlineData(new[] { 0, int.MinValue, -1 }, 1, "feature")]
    public void TryFromPreorder_NotATree_NamesTheNode(int[] feature, int node, string code)
    {
        DecisionTree.TryFromPreorder(feature, [], [], [0], [1], out TreeFault? fault).Should().BeNull();

        fault!.Node.Should().Be(node);
        fault.Code.Should().Be(code);
    }

    [Fact]
    public void FromPreorder_NumbersOutOfRange_AreRefused()
    {
        Action infiniteThreshold = () => DecisionTree.FromPreorder([0, -1, -1], [float.PositiveInfinity], [false], [0, 1], [1, 1]);
        Action nanValue = () => DecisionTree.FromPreorder([0, -1, -1], [1], [false], [0, double.NaN], [1, 1]);
        Action negativeCover = () => DecisionTree.FromPreorder([0, -1, -1], [1], [false], [0, 1], [1, -1]);
        Action tooFewLeaves = () => DecisionTree.FromPreorder([0, -1, -1], [1], [false], [0], [1]);

        infiniteThreshold.Should().Throw<ArgumentException>().WithMessage("Node 0: a threshold must be finite*");
        nanValue.Should().Throw<ArgumentException>().WithMessage("Node 2: *");
        negativeCover.Should().Throw<ArgumentException>().WithMessage("Node 2: *");
        tooFewLeaves.Should().Throw<ArgumentException>().WithMessage("*1 splits and 2 leaves do not fit*");
    }

    [Fact]
    public void FromPreorder_CoversThatOverflowTogether_AreRefused()
    {
        // Each is finite, but their sum is not, and the mean of the split would be ∞/∞.
        FluentActions.Invoking(() => DecisionTree.FromPreorder([0, -1, -1], [1], [false], [0, 1], [double.MaxValue, double.MaxValue]))
            .Should().Throw<ArgumentException>().WithMessage("Node 0: the covers and values of its leaves are too large to be added*");
    }

    [Fact]
    public void RandomForestModel_OutOfRange_NamesTreeAndNode()
    {
        DecisionTree highFeature = DecisionTree.FromPreorder([3, -1, -1], [1], [false], [0, 1], [1, 1]);
        DecisionTree highValue = DecisionTree.FromPreorder([0, -1, -1], [1], [false], [0, 1.0000001], [1, 1]);

        FluentActions.Invoking(() => new RandomForestModel([Drawn, highFeature], 3)).Should().Throw<ArgumentException>().WithMessage("Tree 1, node 0: feature 3 is asked for*");
        FluentActions.Invoking(() => new RandomForestModel([highValue], 3)).Should().Throw<ArgumentException>().WithMessage("Tree 0, node 2: the leaf's value 1.0000001*");
        FluentActions.Invoking(() => new RandomForestModel([], 3)).Should().Throw<ArgumentException>().WithMessage("A forest has at least one tree*");
    }

    [Fact]
    public void Score_Forest_IsTheMeanInTreeOrder()
    {
        DecisionTree always = DecisionTree.FromPreorder([-1], [], [], [0.1], [1]);
        var forest = new RandomForestModel([Drawn, always, always], 3);

        forest.Score([8, 0, 1]).Should().Be((1 + 0.1 + 0.1) / 3);
        forest.Invoking(f => f.Score([1, 2])).Should().Throw<ArgumentException>().WithMessage("The row has 2 features, but the forest was trained on 3*");
    }
}
