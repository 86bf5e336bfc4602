using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Inference;

/// <summary>Walks down a <see cref="PackedForest"/> with eight rows at the same time, or, for a single row, down eight trees.</summary>
/// <remarks>
/// A step waits for its node and then for the value, so one walk alone would leave the processor idle. Which way a row goes is calculated, not
/// branched on: it cannot be foretold. A tile of rows is worked through tree by tree, so that a tree stays in the cache.
/// </remarks>
internal sealed class WalkEngine(PackedForest forest) : ITreeEngine
{
    private const int Lanes = 8;
    private const int MostPlacesOnStack = 1024;
    private const int MostTileRows = 1024;
    private const int MostTileValues = 1 << 16;

    private readonly int _tileRows = Math.Clamp(MostTileValues / forest.PlaceCount / Lanes * Lanes, Lanes, MostTileRows);

    public ScoringEngine Engine => ScoringEngine.Walk;

    public long MemoryBytes => forest.MemoryBytes;

    public int BlockRows => _tileRows;

    public void Sum(ReadOnlySpan<float> rows, Span<double> sums)
    {
        int placeCount = forest.PlaceCount;
        float[] tile = ArrayPool<float>.Shared.Rent(checked(placeCount * _tileRows));
        for (int first = 0; first < sums.Length; first += _tileRows)
        {
            int count = Math.Min(_tileRows, sums.Length - first);
            for (int row = 0; row < count; row++) forest.Place(rows.Slice((first + row) * forest.FeatureCount, forest.FeatureCount), tile.AsSpan(row * placeCount, placeCount));

            // Rows that fill up the last eight: any will do, their scores are not kept.
            int padded = (count + Lanes - 1) / Lanes * Lanes;
            tile.AsSpan(count * placeCount, (padded - count) * placeCount).Clear();
            SumTile(tile, sums.Slice(first, count));
        }

        ArrayPool<float>.Shared.Return(tile);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Sum(ReadOnlySpan<float> row)
    {
        Span<float> places = forest.PlaceCount <= MostPlacesOnStack ? stackalloc float[forest.PlaceCount] : new float[forest.PlaceCount];
        forest.Place(row, places);
        Span<int> nodes = stackalloc int[Lanes];
        double sum = 0;
        for (int first = 0; first < forest.TreeCount; first += Lanes)
        {
            // A group that is not full walks down its last tree more than once.
            for (int lane = 0; lane < Lanes; lane++) nodes[lane] = forest.Roots[Math.Min(first + lane, forest.TreeCount - 1)];
            Descend(nodes, ref MemoryMarshal.GetReference(places), 0);
            for (int tree = first; tree < Math.Min(first + Lanes, forest.TreeCount); tree++) sum += ValueAt(tree, nodes[tree - first]);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumTile(ReadOnlySpan<float> places, Span<double> sums)
    {
        sums.Clear();
        Span<int> nodes = stackalloc int[Lanes];
        ref float place = ref MemoryMarshal.GetReference(places);
        for (int tree = 0; tree < forest.TreeCount; tree++)
        {
            for (int first = 0; first < sums.Length; first += Lanes)
            {
                nodes.Fill(forest.Roots[tree]);
                Descend(nodes, ref Unsafe.Add(ref place, first * forest.PlaceCount), (nuint)forest.PlaceCount);
                for (int row = first; row < Math.Min(first + Lanes, sums.Length); row++) sums[row] += ValueAt(tree, nodes[row - first]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double ValueAt(int tree, int leaf) => forest.Values[forest.FirstValues[tree] + BitConverter.SingleToInt32Bits(forest.Nodes[leaf].Threshold)];

    /// <summary>Goes down to leaves.</summary>
    /// <param name="nodes">Eight nodes; receives the leaves.</param>
    /// <param name="places">The places of the first lane's row.</param>
    /// <param name="stride">Places from one lane's row to the next; 0 where all have the same row.</param>
    private void Descend(Span<int> nodes, ref float places, nuint stride)
    {
        ref PackedNode all = ref MemoryMarshal.GetReference(forest.Nodes);
        int bits = forest.PlaceBits;
        uint mask = forest.PlaceMask;
        nuint a = (nuint)nodes[0], b = (nuint)nodes[1], c = (nuint)nodes[2], d = (nuint)nodes[3], e = (nuint)nodes[4], f = (nuint)nodes[5], g = (nuint)nodes[6], h = (nuint)nodes[7];
        ref float second = ref Unsafe.Add(ref places, stride);
        ref float third = ref Unsafe.Add(ref second, stride);
        ref float fourth = ref Unsafe.Add(ref third, stride);
        ref float fifth = ref Unsafe.Add(ref fourth, stride);
        ref float sixth = ref Unsafe.Add(ref fifth, stride);
        ref float seventh = ref Unsafe.Add(ref sixth, stride);
        ref float eighth = ref Unsafe.Add(ref seventh, stride);
        uint met;
        do
        {
            met = Step(ref all, ref a, ref places, bits, mask);
            met |= Step(ref all, ref b, ref second, bits, mask);
            met |= Step(ref all, ref c, ref third, bits, mask);
            met |= Step(ref all, ref d, ref fourth, bits, mask);
            met |= Step(ref all, ref e, ref fifth, bits, mask);
            met |= Step(ref all, ref f, ref sixth, bits, mask);
            met |= Step(ref all, ref g, ref seventh, bits, mask);
            met |= Step(ref all, ref h, ref eighth, bits, mask);
        }
        while (met != 0);
        (nodes[0], nodes[1], nodes[2], nodes[3], nodes[4], nodes[5], nodes[6], nodes[7]) = ((int)a, (int)b, (int)c, (int)d, (int)e, (int)f, (int)g, (int)h);
    }

    // The left child is as many nodes on as the link says, the right one is next to it. A leaf links to itself, and no value is above it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Step(ref PackedNode nodes, ref nuint at, ref float places, int bits, uint mask)
    {
        ref PackedNode node = ref Unsafe.Add(ref nodes, at);
        uint link = node.Link;
        at += (link >> bits) + Unsafe.BitCast<bool, byte>(Unsafe.Add(ref places, link & mask) > node.Threshold);
        return link;
    }
}
