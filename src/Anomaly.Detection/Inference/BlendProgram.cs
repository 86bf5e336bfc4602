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

    private const uint IsResult = 1;

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
    /// <param name="lineBytes">Bytes of a line.</param>
    /// <param name="waiting">Scratch; longer by two than there are nodes.</param>
    /// <param name="ops">Receives one entry per split, and has room for one more.</param>
    /// <param name="constant">Where there is no split left: the number that all rows have.</param>
    /// <returns>The number of splits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Write(ReadOnlySpan<uint> nodes, int lineBytes, Span<uint> waiting, Span<BlendOp> ops, out byte constant)
    {
        // What waits is where an operand begins, the lowest bit set where it is a result. Leaves and splits come in no order that could be
        // foretold, so nothing is branched on: what is no split writes an entry that the next one overwrites. The top of the stack is held
        // in a register: to wait for it to come back from memory would take longer than all else.
        ref uint below = ref MemoryMarshal.GetReference(waiting);
        ref BlendOp op = ref MemoryMarshal.GetReference(ops);
        uint tileRows = (uint)(Groups * lineBytes);
        uint result = ((ConstantLines - Groups) * (uint)lineBytes) | IsResult;
        uint left = 0;
        nint height = 1;
        int count = 0;
        for (int node = nodes.Length - 1; node >= 0; node--)
        {
            uint packed = nodes[node];
            uint isLeaf = Unsafe.BitCast<bool, byte>(CompactNode.IsLeaf(packed));
            uint right = Unsafe.Add(ref below, height - 1);
            uint isOp = Unsafe.BitCast<bool, byte>(left != right) & ~isLeaf;
            uint leftIsResult = left & IsResult;
            uint rightIsResult = right & IsResult;
            uint to = result + (tileRows * (1 - leftIsResult - rightIsResult));

            // A left leaf with a right split: the last result is on the right.
            uint turn = rightIsResult & ~leftIsResult;
            uint other = Choose(turn, left, right);
            int cut = CompactNode.HighOf(packed) - BlendOp.LaneOffset;
            int isFresh = (int)(leftIsResult | rightIsResult) - 1;
            op.Column = ((2u * CompactNode.PlaceOf(packed)) - 2 + turn) * tileRows;
            op.Cut = (sbyte)((cut ^ -(int)turn) - (int)turn);
            op.IsFresh = (sbyte)isFresh;
            op.First = left & (uint)isFresh;
            op.Other = other & ~IsResult;
            op.OtherStep = (ushort)((other & IsResult) * lineBytes);
            op.Result = to & ~IsResult;
            op = ref Unsafe.Add(ref op, isOp);
            count += (int)isOp;

            // A leaf comes on top of what is there; a split takes its left operand from the top, and its right one from below that.
            Unsafe.Add(ref below, height) = left;
            height += (nint)(2 * isLeaf) - 1;
            result = Choose(isOp, to, result);
            left = Choose(isLeaf, (uint)(CompactNode.HighOf(packed) * lineBytes), Choose(isOp, to, left));
        }

        constant = (byte)(left / (uint)lineBytes);
        return count;
    }

    // Of two numbers one, by a 1 or a 0, and without a branch.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Choose(uint isFirst, uint first, uint second) => second ^ ((first ^ second) & (0 - isFirst));
}
