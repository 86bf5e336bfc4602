using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Inference;

/// <summary>Turns a tree into a list of splits in which every split comes after its children, so that it can be worked out for many rows at once without a branch.</summary>
/// <remarks>
/// Preorder read backwards is such an order. A stack holds what is still to be used: for each finished subtree where its values stand. Of two
/// children the right one is finished first, so the left one is on top. Lines of memory that hold results are a stack too. What is worked out
/// is one byte of the number of a leaf's value; a subtree whose leaves agree in that byte is as good as a leaf.
/// </remarks>
internal static class BlendProgram
{
    /// <summary>Groups of rows that are worked out together, a vector each: one alone would wait for the result of the split before.</summary>
    public const int Groups = 4;

    /// <summary>The lines before the first result: one for each byte, full of it.</summary>
    public const int ConstantLines = 256;

    /// <summary>The greatest number of results that wait at the same time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int CountWaiting(CompactLayout layout, ReadOnlySpan<uint> nodes, Span<bool> isResult)
    {
        int top = -1;
        int results = 0;
        int most = 0;
        for (int node = nodes.Length - 1; node >= 0; node--)
        {
            if (layout.IsLeaf(nodes[node]))
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
    /// <param name="layout">How nodes are packed.</param>
    /// <param name="nodes">The nodes of the tree.</param>
    /// <param name="plane">Which byte of the numbers of values, the lowest being 0.</param>
    /// <param name="firstResult">The line at which results begin; the last split's is there.</param>
    /// <param name="waiting">Scratch; as long as there are nodes.</param>
    /// <param name="ops">Receives one entry per split, and has room for one more.</param>
    /// <param name="constant">Where there is no split left: the byte that all rows have.</param>
    /// <returns>The number of splits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Write(CompactLayout layout, ReadOnlySpan<uint> nodes, int plane, int firstResult, Span<uint> waiting, Span<BlendOp> ops, out byte constant)
    {
        // What waits is a line, and above it the step from group to group. Leaves and splits come in no order that could be foretold, so
        // nothing is branched on: what is no split writes an entry that the next one overwrites.
        const int StepShift = 16;
        int top = -1;
        int result = firstResult - Groups;
        int count = 0;
        for (int node = nodes.Length - 1; node >= 0; node--)
        {
            uint packed = nodes[node];
            bool isLeaf = layout.IsLeaf(packed);
            int high = layout.HighOf(packed);
            uint left = waiting[Math.Max(top, 0)];
            uint right = waiting[Math.Max(top - 1, 0)];
            int leftStep = (int)(left >> StepShift);
            int rightStep = (int)(right >> StepShift);
            int to = result + (Groups * (1 - leftStep - rightStep));

            // A left leaf with a right split: the last result is on the right.
            int turn = rightStep & ~leftStep;
            uint other = turn != 0 ? left : right;
            int cut = high - BlendOp.LaneOffset;
            int isFresh = (leftStep | rightStep) ^ 1;
            ref BlendOp op = ref ops[count];
            op.Column = (ushort)((2 * layout.SlotOf(packed)) + turn);
            op.Cut = (sbyte)(turn != 0 ? ~cut - 1 : cut);
            op.IsFresh = (sbyte)-isFresh;
            op.First = (ushort)(isFresh != 0 ? left : 0);
            op.Other = (ushort)other;
            op.OtherStep = (ushort)(other >> StepShift);
            op.Result = (ushort)to;

            bool isOp = !isLeaf && left != right;
            uint leaf = (uint)(high >> (8 * plane)) & byte.MaxValue;
            count += isOp ? 1 : 0;
            result = isOp ? to : result;
            top += isLeaf ? 1 : -1;
            waiting[top] = isLeaf ? leaf : isOp ? (uint)to | (1u << StepShift) : left;
        }

        constant = (byte)waiting[0];
        return count;
    }
}
