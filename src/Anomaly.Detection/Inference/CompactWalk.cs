using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Inference;

/// <summary>Scores one row by walking down the trees of a group at the same time.</summary>
/// <remarks>
/// A step waits for its node and then for the bin, so a tree alone would leave the processor idle. Which way a row goes is calculated, not
/// branched on: it cannot be foretold.
/// </remarks>
internal static class CompactWalk
{
    /// <summary>The number of places that <see cref="Sum"/> needs: one a slot, and one that leaves read.</summary>
    public static int PlaceCount(CompactForest forest) => forest.SlotCount + 1;

    /// <summary>The sum of the leaf values of a row, in tree order.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="row">The features.</param>
    /// <param name="bins">Scratch of <see cref="PlaceCount"/>: bins in the high bits, as nodes have cuts. So a bin is above a cut exactly when its place is above the node.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(CompactForest forest, ReadOnlySpan<float> row, Span<uint> bins)
    {
        Span<uint> leaves = stackalloc uint[CompactForest.GroupTrees];
        ReadOnlySpan<int> firstValues = forest.FirstValues;
        ReadOnlySpan<double> values = forest.Values;
        double sum = 0;

        // Above every node: a leaf sends all rows right, by no node.
        bins[0] = uint.MaxValue;
        for (int group = 0; group < forest.GroupCount; group++)
        {
            foreach (ref readonly CutColumn column in forest.ColumnsOf(group))
            {
                float value = row[column.Feature];
                int bin = float.IsNaN(value) ? column.MissingBin : CutTree.CountBelow(forest.CutsOf(column), value);
                bins[column.Slot + 1] = (uint)bin << CompactNode.HighShift;
            }

            int first = group * CompactForest.GroupTrees;
            Descend(forest, first, bins, leaves);
            int count = Math.Min(CompactForest.GroupTrees, forest.TreeCount - first);
            for (int tree = 0; tree < count; tree++) sum += values[firstValues[first + tree] + CompactNode.HighOf(leaves[tree])];
        }

        return sum;
    }

    // A group that is not full walks down its last tree more than once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Descend(CompactForest forest, int first, ReadOnlySpan<uint> bins, Span<uint> leaves)
    {
        ref int roots = ref MemoryMarshal.GetReference(forest.Roots);
        ref uint nodes = ref MemoryMarshal.GetReference(forest.Nodes);
        ref uint bin = ref MemoryMarshal.GetReference(bins);
        int last = forest.TreeCount - 1;
        nint a = Unsafe.Add(ref roots, first);
        nint b = Unsafe.Add(ref roots, Math.Min(first + 1, last));
        nint c = Unsafe.Add(ref roots, Math.Min(first + 2, last));
        nint d = Unsafe.Add(ref roots, Math.Min(first + 3, last));
        nint e = Unsafe.Add(ref roots, Math.Min(first + 4, last));
        nint f = Unsafe.Add(ref roots, Math.Min(first + 5, last));
        nint g = Unsafe.Add(ref roots, Math.Min(first + 6, last));
        nint h = Unsafe.Add(ref roots, Math.Min(first + 7, last));
        nuint met;
        do
        {
            met = 0;
            Step(ref nodes, ref a, ref bin, ref met);
            Step(ref nodes, ref b, ref bin, ref met);
            Step(ref nodes, ref c, ref bin, ref met);
            Step(ref nodes, ref d, ref bin, ref met);
            Step(ref nodes, ref e, ref bin, ref met);
            Step(ref nodes, ref f, ref bin, ref met);
            Step(ref nodes, ref g, ref bin, ref met);
            Step(ref nodes, ref h, ref bin, ref met);
        }
        while (met != 0);
        leaves[7] = Unsafe.Add(ref nodes, h);
        leaves[6] = Unsafe.Add(ref nodes, g);
        leaves[5] = Unsafe.Add(ref nodes, f);
        leaves[4] = Unsafe.Add(ref nodes, e);
        leaves[3] = Unsafe.Add(ref nodes, d);
        leaves[2] = Unsafe.Add(ref nodes, c);
        leaves[1] = Unsafe.Add(ref nodes, b);
        leaves[0] = Unsafe.Add(ref nodes, a);
    }

    // To the left it is one node, to the right as many as the split says; from a leaf none, since it always goes right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref uint nodes, ref nint at, ref uint bins, ref nuint met)
    {
        uint node = Unsafe.Add(ref nodes, at);
        nuint place = CompactNode.PlaceOf(node);
        met |= place;
        nint goesRight = (nint)(((long)node - Unsafe.Add(ref bins, place)) >> 63);
        at += 1 + (CompactNode.SkipLessOne(node) & goesRight);
    }
}
