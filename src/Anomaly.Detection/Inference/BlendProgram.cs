using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Inference;

/// <summary>Turns a tree into a list of splits in which every split comes after its children, so that it can be worked out for many rows at once without a branch.</summary>
/// <remarks>
/// Preorder read backwards is such an order. A stack holds what is still to be used: for each finished subtree where its values stand. Of two
/// children the right one is finished first, so the left one is on top. Lines of memory that hold results are a stack too. What is worked out
/// is the number of a leaf's value; a subtree whose leaves have the same is as good as a leaf.
/// </remarks>
internal static class BlendProgram
{
    /// <summary>Groups of rows that are worked out together, a vector each: one alone would wait for the result of the split before.</summary>
    public const int Groups = 4;

    /// <summary>The lines before the first result: one for each byte, full of it.</summary>
    public const int ConstantLines = 256;

    /// <summary>The greatest number of results that wait at the same time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountWaiting(ReadOnlySpan<uint> nodes, Span<bool> isResult)
    {
        int top = -1;
        int results = 0;
        int most = 0;
        for (int node = nodes.Length - 1; node >= 0; node--)
        {
            if (CompactNode.IsLeaf(nodes[node]))
            {
                isResult[++top] = false;
                continue;
            }

            results += 1 - (isResult[top] ? 1 : 0) - (isResult[top - 1] ? 1 : 0);
            isResult[--top] = true;
            most = Math.Max(most, results);
        }

        return most;
    }

    /// <summary>Writes the splits of a tree.</summary>
    /// <param name="nodes">The nodes of the tree.</param>
    /// <param name="waiting">Scratch; as long as there are nodes.</param>
    /// <param name="ops">Receives one entry per split, and has room for one more.</param>
    /// <param name="constant">Where there is no split left: the number that all rows have.</param>
    /// <returns>The number of splits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Write(ReadOnlySpan<uint> nodes, Span<uint> waiting, Span<BlendOp> ops, out byte constant)
    {
        // What waits is a line, and above it the step from group to group. Leaves and splits come in no order that could be foretold, so
        // nothing is branched on: what is no split writes an entry that the next one overwrites.
        const int StepShift = 16;
        ref uint bottom = ref MemoryMarshal.GetReference(waiting);
        ref BlendOp op = ref MemoryMarshal.GetReference(ops);
        nint top = -1;
        int result = ConstantLines - Groups;
        int count = 0;
        for (int node = nodes.Length - 1; node >= 0; node--)
        {
            uint packed = nodes[node];
            bool isLeaf = CompactNode.IsLeaf(packed);
            uint left = Unsafe.Add(ref bottom, Math.Max(top, 0));
            uint right = Unsafe.Add(ref bottom, Math.Max(top - 1, 0));
            int leftStep = (int)(left >> StepShift);
            int rightStep = (int)(right >> StepShift);
            int to = result + (Groups * (1 - leftStep - rightStep));

            // A left leaf with a right split: the last result is on the right.
            int turn = rightStep & ~leftStep;
            uint other = turn != 0 ? left : right;
            int cut = CompactNode.HighOf(packed) - BlendOp.LaneOffset;
            int isFresh = (leftStep | rightStep) ^ 1;
            op.Column = (ushort)((2 * CompactNode.PlaceOf(packed)) - 2 + turn);
            op.Cut = (sbyte)((cut ^ -turn) - turn);
            op.IsFresh = (sbyte)-isFresh;
            op.First = (ushort)(left & (uint)-isFresh);
            op.Other = (ushort)other;
            op.OtherStep = (ushort)(other >> StepShift);
            op.Result = (ushort)to;

            bool isOp = !isLeaf & (left != right);
            count += isOp ? 1 : 0;
            op = ref Unsafe.Add(ref op, isOp ? 1 : 0);
            result = isOp ? to : result;
            top += isLeaf ? 1 : -1;
            Unsafe.Add(ref bottom, top) = isLeaf ? CompactNode.HighOf(packed) : isOp ? (uint)to | (1u << StepShift) : left;
        }

        constant = (byte)bottom;
        return count;
    }
}
