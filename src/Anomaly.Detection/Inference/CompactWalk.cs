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
    /// <summary>The sum of the leaf values of a row, in tree order.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="row">The features.</param>
    /// <param name="bins">Scratch, a place for every slot and one before them, that leaves read: bins in the high bits, as nodes have cuts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(CompactForest forest, ReadOnlySpan<float> row, Span<uint> bins)
    {
        // Above every node: a leaf sends all rows right, by no node.
        bins[0] = uint.MaxValue;
        ref uint bin = ref MemoryMarshal.GetReference(bins);
        ref uint nodes = ref MemoryMarshal.GetReference(forest.Nodes);
        ref int root = ref MemoryMarshal.GetReference(forest.Roots);
        ref int firstValue = ref MemoryMarshal.GetReference(forest.FirstValues);
        ref double values = ref MemoryMarshal.GetReference(forest.Values);
        double sum = 0;
        int full = forest.TreeCount / TreeGroups.Size;
        for (int group = 0; group < full; group++)
        {
            Place(forest, group, row, bins);
            nint a = root, b = Unsafe.Add(ref root, 1), c = Unsafe.Add(ref root, 2), d = Unsafe.Add(ref root, 3);
            nint e = Unsafe.Add(ref root, 4), f = Unsafe.Add(ref root, 5), g = Unsafe.Add(ref root, 6), h = Unsafe.Add(ref root, 7);
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
            sum += ValueAt(ref values, firstValue, ref nodes, a);
            sum += ValueAt(ref values, Unsafe.Add(ref firstValue, 1), ref nodes, b);
            sum += ValueAt(ref values, Unsafe.Add(ref firstValue, 2), ref nodes, c);
            sum += ValueAt(ref values, Unsafe.Add(ref firstValue, 3), ref nodes, d);
            sum += ValueAt(ref values, Unsafe.Add(ref firstValue, 4), ref nodes, e);
            sum += ValueAt(ref values, Unsafe.Add(ref firstValue, 5), ref nodes, f);
            sum += ValueAt(ref values, Unsafe.Add(ref firstValue, 6), ref nodes, g);
            sum += ValueAt(ref values, Unsafe.Add(ref firstValue, 7), ref nodes, h);
            root = ref Unsafe.Add(ref root, TreeGroups.Size);
            firstValue = ref Unsafe.Add(ref firstValue, TreeGroups.Size);
        }

        // A group that is not full comes last, and its trees one after the other.
        if (full < forest.GroupCount) Place(forest, full, row, bins);
        for (int tree = full * TreeGroups.Size; tree < forest.TreeCount; tree++)
        {
            nint at = root;
            nuint met;
            do
            {
                met = 0;
                Step(ref nodes, ref at, ref bin, ref met);
            }
            while (met != 0);
            sum += ValueAt(ref values, firstValue, ref nodes, at);
            root = ref Unsafe.Add(ref root, 1);
            firstValue = ref Unsafe.Add(ref firstValue, 1);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Place(CompactForest forest, int group, ReadOnlySpan<float> row, Span<uint> bins)
    {
        foreach (ref readonly CutColumn column in forest.ColumnsOf(group))
        {
            float value = row[column.Feature];
            int bin = float.IsNaN(value) ? column.MissingBin : CutTree.CountBelow(forest.CutsOf(column), value);
            bins[column.Slot + 1] = (uint)bin << CompactNode.HighShift;
        }
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double ValueAt(ref double values, int first, ref uint nodes, nint leaf) => Unsafe.Add(ref values, first + CompactNode.HighOf(Unsafe.Add(ref nodes, leaf)));
}
