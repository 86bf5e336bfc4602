using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tests.Inference;

namespace Anomaly.Detection.Tests.Explanation;

public sealed class TreeTextTests
{
    // x0 ≤ 1.5 (missing left): x1 ≤ 7: 0.25 of weight 1, else 0.5 of weight 2; else 1 of weight 5.
    private static readonly DecisionTree Tree = DecisionTree.FromPreorder([0, 1, -1, -1, -1], [1.5f, 7], [true, false], [0.25, 0.5, 1], [1, 2, 5]);

    [Fact]
    public void Of_TreeByHand_IsIndentedByDepth() => TreeText.Of(Tree, ["clicks", "hour"]).Should().Be(string.Join(
        '\n',
        "clicks ≤ 1.5 or missing",
        "  hour ≤ 7 → 0.25 (12.5 %)",
        "  hour > 7 or missing → 0.5 (25 %)",
        "clicks > 1.5 → 1 (62.5 %)"));

    [Fact]
    public void Of_DepthLimit_TellsWhatIsLeftOut()
    {
        // The left side is worth (0.25 · 1 + 0.5 · 2) / 3 = 0.4167.
        TreeText.Of(Tree, mostDepth: 1).Should().Be("x0 ≤ 1.5 or missing → 0.4167 (37.5 %), 2 nodes below\nx0 > 1.5 → 1 (62.5 %)");
        TreeText.Of(Tree, mostDepth: 0).Should().Be("→ 0.7813 (100 %), 4 nodes below");
        TreeText.Of(Tree, mostDepth: 2).Should().Be(TreeText.Of(Tree));
        new Action(() => TreeText.Of(Tree, mostDepth: -1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*mostDepth*");
    }

    [Fact]
    public void Of_LeafAlone_IsItsValue() => TreeText.Of(DecisionTree.FromPreorder([-1], [], [], [0.4], [0])).Should().Be("→ 0.4");

    [Fact]
    public void Of_SplitOfMissingFromValues_SaysSo() => TreeText.Of(DecisionTree.FromPreorder([0, -1, -1], [float.MaxValue], [false], [0, 1], [1, 1]))
        .Should().Be("x0 is not missing → 0 (50 %)\nx0 is missing → 1 (50 %)");

    [Fact]
    public void Of_NamesThatAreLines_StaysOnOneLine() => TreeText.Of(Tree, ["a\nb\u2028\ud800", "h"]).Split('\n').Should().HaveCount(4).And.Contain("a\uFFFDb\uFFFD\uFFFD > 1.5 → 1 (62.5 %)");

    [Fact]
    public void Of_TooFewNames_IsRefused() =>
        new Action(() => TreeText.Of(Tree, ["clicks"])).Should().Throw<ArgumentException>().WithMessage("The tree asks for feature 1, but there are 1 names.*");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_VeryDeepTree_NeedsNoRecursion(bool toTheLeft)
    {
        DecisionTree comb = RandomTrees.Comb(100_000, featureCount: 3, toTheLeft);

        TreeText.Of(comb, mostDepth: 3).Split('\n').Should().HaveCountLessThan(15);
        TreeDot.Of(comb, mostDepth: 3).Should().EndWith("}\n");
        TreeText.Of(RandomTrees.Comb(1_000, featureCount: 3, toTheLeft)).Split('\n').Should().HaveCount(2_000, "every node but the root has a line");
    }

    [Theory]
    [InlineData(1f, 8f, "clicks = 1: clicks ≤ 1.5 or missing\nhour = 8: hour > 7 or missing\n→ 0.5 (25 %)")]
    [InlineData(float.NaN, float.NaN, "clicks is missing: clicks ≤ 1.5 or missing\nhour is missing: hour > 7 or missing\n→ 0.5 (25 %)")]
    [InlineData(9f, 0f, "clicks = 9: clicks > 1.5\n→ 1 (62.5 %)")]
    public void PathOf_Row_TellsEverySplit(float clicks, float hour, string expected) => TreeText.PathOf(Tree, [clicks, hour], ["clicks", "hour"]).Should().Be(expected);

    [Fact]
    public void PathOf_ShortRow_IsRefused() =>
        new Action(() => TreeText.PathOf(Tree, [1f])).Should().Throw<ArgumentException>().WithMessage("The tree asks for feature 1, but the row has 1.*");

    [Fact]
    public void DotOf_TreeByHand_IsAGraph() => TreeDot.Of(Tree, ["clicks", "hour"]).Should().Be(string.Join(
        '\n',
        "digraph tree {",
        "  node [shape=box, fontname=\"sans-serif\"];",
        "  edge [fontname=\"sans-serif\"];",
        "  n0 [label=\"clicks ≤ 1.5 or missing\\n0.7813 (100 %)\"];",
        "  n1 [label=\"hour ≤ 7\\n0.4167 (37.5 %)\"];",
        "  n0 -> n1 [label=\"yes\"];",
        "  n2 [label=\"0.25 (12.5 %)\", shape=ellipse];",
        "  n1 -> n2 [label=\"yes\"];",
        "  n3 [label=\"0.5 (25 %)\", shape=ellipse];",
        "  n1 -> n3 [label=\"no\"];",
        "  n4 [label=\"1 (62.5 %)\", shape=ellipse];",
        "  n0 -> n4 [label=\"no\"];",
        "}",
        ""));

    [Fact]
    public void DotOf_HostileNames_AreEscaped()
    {
        string dot = TreeDot.Of(Tree, ["a\"];\n n0 -> x [label=\"\\", "&lt;\\N"], mostDepth: 1);

        dot.Should().Contain("n0 [label=\"a\\\"];\uFFFD n0 -> x [label=\\\"\\\\ ≤ 1.5 or missing\\n0.7813 (100 %)\"];").And.Contain("n1 [label=\"0.4167 (37.5 %)\\n2 nodes below\", style=dashed];");
        TreeDot.Of(Tree, ["a", "&lt;\\N"]).Should().Contain("label=\"&amp;lt;\\\\N ≤ 7\\n");
    }
}
