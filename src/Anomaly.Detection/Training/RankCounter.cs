using System.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Makes the histogram of a feature from the ranks of a node's rows.</summary>
/// <remarks>
/// Two ways lead to the same histogram, bit for bit, since both add the rows of one value in node order: counting into one bucket per value
/// of the whole table, with one bit per value that says which buckets were hit; or, for a few rows among very many values, sorting the
/// node's rows by value.
/// </remarks>
internal sealed class RankCounter
{
    // Counting looks at one bit per value of the feature, 64 at a time; sorting costs about this many values' bits a row.
    private const int ValuesPerRowWorthCounting = 512;
    private const int BitsPerWord = 64;

    // Invariant between two calls: all buckets of _counted and all bits of _hit are 0.
    private ClassSums[] _counted = [];
    private ulong[] _hit = [];
    private ulong[] _keys = [];

    /// <summary>Fills the histogram.</summary>
    /// <param name="histogram">Receives the sums; places are ranks.</param>
    /// <param name="ranks">Rank by row of the table.</param>
    /// <param name="distinctCount">Ranks there are; also the rank of a missing value.</param>
    /// <param name="node">The node's rows.</param>
    public void Fill(FeatureHistogram histogram, ReadOnlySpan<int> ranks, int distinctCount, NodeRows node)
    {
        if (distinctCount <= ValuesPerRowWorthCounting * (long)node.Count) FillByCounting(histogram, ranks, distinctCount, node);
        else FillBySorting(histogram, ranks, distinctCount, node);
    }

    internal void FillByCounting(FeatureHistogram histogram, ReadOnlySpan<int> ranks, int distinctCount, NodeRows node)
    {
        int words = (distinctCount / BitsPerWord) + 1;
        if (_counted.Length <= distinctCount)
        {
            _counted = new ClassSums[distinctCount + 1];
            _hit = new ulong[words];
        }

        Span<ClassSums> counted = _counted.AsSpan(0, distinctCount + 1);
        Span<ulong> hit = _hit.AsSpan(0, words);
        ReadOnlySpan<int> rows = node.Rows;
        ReadOnlySpan<RowWeight> weights = node.Weights;
        for (int i = 0; i < rows.Length; i++)
        {
            int rank = ranks[rows[i]];
            counted[rank].Add(weights[i]);
            hit[rank / BitsPerWord] |= 1UL << rank;
        }

        // The missing values' bucket stands behind those of all values.
        histogram.Clear(Math.Min(node.Count, distinctCount));
        histogram.Missing = counted[distinctCount];
        counted[distinctCount] = default;
        hit[^1] &= ~(1UL << distinctCount);
        for (int word = 0; word < hit.Length; word++)
        {
            for (ulong bits = hit[word]; bits != 0; bits &= bits - 1)
            {
                int rank = (word * BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                histogram.Append(rank) = counted[rank];
                counted[rank] = default;
            }
        }

        hit.Clear();
    }

    internal void FillBySorting(FeatureHistogram histogram, ReadOnlySpan<int> ranks, int distinctCount, NodeRows node)
    {
        ReadOnlySpan<int> rows = node.Rows;
        if (_keys.Length < rows.Length) _keys = new ulong[Math.Max(rows.Length, 2 * _keys.Length)];
        Span<ulong> keys = _keys.AsSpan(0, rows.Length);
        for (int i = 0; i < keys.Length; i++) keys[i] = ((ulong)ranks[rows[i]] << 32) | (uint)i;

        // Keys are all different: the place in the node breaks ties, so the order is that of (value, row).
        keys.Sort();
        histogram.Clear(rows.Length);
        ref ClassSums bucket = ref histogram.Missing;
        int last = -1;
        foreach (ulong key in keys)
        {
            int rank = (int)(key >> 32);
            if (rank != last) bucket = ref rank == distinctCount ? ref histogram.Missing : ref histogram.Append(rank);
            bucket.Add(node.Weights[(int)(uint)key]);
            last = rank;
        }
    }
}
