using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Inference;

/// <summary>Scores one row by walking down the trees of a group at the same time.</summary>
/// <remarks>
/// A step waits for its node and then for the cut, so a tree alone would leave the processor idle. Which way a row goes is calculated, not
/// branched on: it cannot be foretold. A single row is compared with the cuts themselves; to find its bins would take longer than the walk.
/// </remarks>
internal static class CompactWalk
{
    /// <summary>The number of places that <see cref="Sum"/> needs: one a slot, and one that leaves read.</summary>
    public static int PlaceCount(CompactForest forest) => forest.SlotCount + 1;

    /// <summary>The sum of the leaf values of a row, in tree order.</summary>
    /// <param name="forest">The forest.</param>
    /// <param name="row">The features.</param>
    /// <param name="places">Scratch of <see cref="PlaceCount"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(CompactForest forest, ReadOnlySpan<float> row, Span<WalkPlace> places)
    {
        Span<uint> leaves = stackalloc uint[CompactForest.GroupTrees];
        ReadOnlySpan<int> firstValues = forest.FirstValues;
        ReadOnlySpan<double> values = forest.Values;
        int highShift = forest.Layout.HighShift;
        double sum = 0;

        // Above every cut: a leaf sends all rows right, by no node.
        places[0] = new WalkPlace(float.PositiveInfinity, 0);
        for (int group = 0; group < forest.GroupCount; group++)
        {
            foreach (ref readonly CutColumn column in forest.ColumnsOf(group))
            {
                float value = row[column.Feature];
                if (float.IsNaN(value)) value = column.IsMissingHigh ? float.PositiveInfinity : float.NegativeInfinity;
                places[column.Slot + 1] = new WalkPlace(value, column.FirstCut);
            }

            int first = group * CompactForest.GroupTrees;
            Descend(forest, first, places, leaves);
            int count = Math.Min(CompactForest.GroupTrees, forest.TreeCount - first);
            for (int tree = 0; tree < count; tree++) sum += values[firstValues[first + tree] + (int)(leaves[tree] >> highShift)];
        }

        return sum;
    }

    // A group that is not full walks down its last tree more than once.
    private static void Descend(CompactForest forest, int first, ReadOnlySpan<WalkPlace> places, Span<uint> leaves)
    {
        ref int roots = ref MemoryMarshal.GetReference(forest.Roots);
        ref uint nodes = ref MemoryMarshal.GetReference(forest.Nodes);
        ref float cuts = ref MemoryMarshal.GetReference(forest.Cuts);
        ref WalkPlace place = ref MemoryMarshal.GetReference(places);
        CompactLayout layout = forest.Layout;
        int last = forest.TreeCount - 1;
        nuint a = (nuint)Unsafe.Add(ref roots, first);
        nuint b = (nuint)Unsafe.Add(ref roots, Math.Min(first + 1, last));
        nuint c = (nuint)Unsafe.Add(ref roots, Math.Min(first + 2, last));
        nuint d = (nuint)Unsafe.Add(ref roots, Math.Min(first + 3, last));
        nuint e = (nuint)Unsafe.Add(ref roots, Math.Min(first + 4, last));
        nuint f = (nuint)Unsafe.Add(ref roots, Math.Min(first + 5, last));
        nuint g = (nuint)Unsafe.Add(ref roots, Math.Min(first + 6, last));
        nuint h = (nuint)Unsafe.Add(ref roots, Math.Min(first + 7, last));
        uint met;
        do
        {
            met = Step(ref nodes, ref a, ref place, ref cuts, layout);
            met |= Step(ref nodes, ref b, ref place, ref cuts, layout);
            met |= Step(ref nodes, ref c, ref place, ref cuts, layout);
            met |= Step(ref nodes, ref d, ref place, ref cuts, layout);
            met |= Step(ref nodes, ref e, ref place, ref cuts, layout);
            met |= Step(ref nodes, ref f, ref place, ref cuts, layout);
            met |= Step(ref nodes, ref g, ref place, ref cuts, layout);
            met |= Step(ref nodes, ref h, ref place, ref cuts, layout);
        }
        while (!layout.IsLeaf(met));
        leaves[7] = Unsafe.Add(ref nodes, h);
        leaves[6] = Unsafe.Add(ref nodes, g);
        leaves[5] = Unsafe.Add(ref nodes, f);
        leaves[4] = Unsafe.Add(ref nodes, e);
        leaves[3] = Unsafe.Add(ref nodes, d);
        leaves[2] = Unsafe.Add(ref nodes, c);
        leaves[1] = Unsafe.Add(ref nodes, b);
        leaves[0] = Unsafe.Add(ref nodes, a);
    }

    // To the left it is one node, to the right as many as the split says. A leaf reads a cut too, whichever its value's number names.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Step(ref uint nodes, ref nuint at, ref WalkPlace places, ref float cuts, CompactLayout layout)
    {
        uint node = Unsafe.Add(ref nodes, at);
        ref WalkPlace place = ref Unsafe.Add(ref places, node & layout.SlotMask);
        float cut = Unsafe.Add(ref cuts, (nuint)place.FirstCut + (node >> layout.HighShift));
        nuint goesLeft = Unsafe.BitCast<bool, byte>(place.Value <= cut);
        at += goesLeft | ((node >> layout.SlotBits) & layout.SkipMask & (goesLeft - 1));
        return node;
    }
}
