using Anomaly.Detection.Inference;

namespace Anomaly.Detection.Tests.Inference;

public sealed class BlendProgramTests
{
    private const int LineBytes = 64;
    private const int TileRows = LineBytes * BlendProgram.Groups;

    [Fact]
    public void Write_TreeOfThreeSplits_IsWorkedOutFromTheEnd()
    {
        //            slot 0, cut 5
        //           /             \
        //      slot 1, cut 7     value 2
        //      /           \
        //  value 0     slot 0, cut 1
        //               /        \
        //           value 1    value 0
        uint[] nodes =
        [
            CompactNode.Split(slot: 0, cut: 5, skip: 6), CompactNode.Split(slot: 1, cut: 7, skip: 2), CompactNode.Leaf(0),
            CompactNode.Split(slot: 0, cut: 1, skip: 2), CompactNode.Leaf(1), CompactNode.Leaf(0), CompactNode.Leaf(2),
        ];
        var ops = new BlendOp[4];
        int count = BlendProgram.Write(nodes, LineBytes, new uint[nodes.Length + 2], ops, out _);

        count.Should().Be(3);
        const int Result = BlendProgram.ConstantLines;
        Describe(ops[0]).Should().Be((0, 1 - 128, true, 1, 0, 0, Result), "two leaves begin afresh");
        Describe(ops[1]).Should().Be(((2 * 1) + 1, -(7 - 128) - 2, false, 0, 0, 0, Result), "with the last result on the right the question is turned");
        Describe(ops[2]).Should().Be((0, 5 - 128, false, 0, 2, 0, Result), "with the last result on the left it is not");
    }

    [Fact]
    public void Write_TwoSplitsBelowOne_TakesTheRightResultFromMemory()
    {
        uint[] nodes =
        [
            CompactNode.Split(slot: 2, cut: 9, skip: 4), CompactNode.Split(slot: 0, cut: 1, skip: 2), CompactNode.Leaf(0), CompactNode.Leaf(1),
            CompactNode.Split(slot: 1, cut: 3, skip: 2), CompactNode.Leaf(1), CompactNode.Leaf(0),
        ];
        var ops = new BlendOp[4];
        int count = BlendProgram.Write(nodes, LineBytes, new uint[nodes.Length + 2], ops, out _);

        count.Should().Be(3);
        const int Right = BlendProgram.ConstantLines;
        const int Left = Right + BlendProgram.Groups;
        Describe(ops[0]).Should().Be((2, 3 - 128, true, 1, 0, 0, Right));
        Describe(ops[1]).Should().Be((0, 1 - 128, true, 0, 1, 0, Left));
        Describe(ops[2]).Should().Be((4, 9 - 128, false, 0, Right, 1, Right));
    }

    [Fact]
    public void Write_SplitsWhoseLeavesAreAllTheSame_AreNone()
    {
        uint[] nodes = [CompactNode.Split(0, 5, 2), CompactNode.Leaf(3), CompactNode.Split(1, 7, 2), CompactNode.Leaf(3), CompactNode.Leaf(3)];
        int count = BlendProgram.Write(nodes, LineBytes, new uint[nodes.Length + 2], new BlendOp[3], out byte constant);

        count.Should().Be(0);
        constant.Should().Be(3);
    }

    [Fact]
    public void CountWaiting_FullTree_IsItsDepth()
    {
        // A full tree of depth 3: while its left half is worked out the right one waits, and so on down.
        uint leaf = CompactNode.Leaf(0), low = CompactNode.Split(0, 0, 2), middle = CompactNode.Split(0, 0, 4), root = CompactNode.Split(0, 0, 8);
        uint[] nodes = [root, middle, low, leaf, leaf, low, leaf, leaf, middle, low, leaf, leaf, low, leaf, leaf];

        BlendProgram.CountWaiting(nodes, new bool[nodes.Length]).Should().Be(3);
    }

    private static (int Column, int Cut, bool IsFresh, int First, int Other, int OtherStep, int Result) Describe(BlendOp op) =>
        ((int)op.Column / TileRows, op.Cut, op.IsFresh == -1, (int)op.First / LineBytes, (int)op.Other / LineBytes, op.OtherStep / LineBytes, (int)op.Result / LineBytes);
}
