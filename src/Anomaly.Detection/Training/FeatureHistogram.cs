using System.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>The weights of a node's rows by the value of one feature: only the values that occur, ascending, and the missing ones apart.</summary>
/// <remarks>
/// Two ways lead to the same histogram, bit for bit, since both add the rows of one value in node order: counting into one bucket per value
/// of the whole table, with one bit per value that says which buckets were hit; or, for a few rows among very many values, sorting the
/// node's rows by value.
/// </remarks>
internal sealed class FeatureHistogram
{
    // Counting looks at one bit per value of the feature, 64 at a time; sorting costs about this many values' bits a row.
    private const int ValuesPerRowWorthCounting = 512;
    private const int BitsPerWord = 64;

    // Invariant between two calls: all buckets of _counted and all bits of _hit are 0.
    private ClassSums[] _counted = [];
    private ulong[] _hit = [];
    private ulong[] _keys = [];
    private int[] _ranks = [];
    private ClassSums[] _buckets = [];
    private ClassSums _missing;

    /// <summary>The number of different values in the node.</summary>
    public int Count { get; private set; }

    /// <summary>Their ranks, ascending.</summary>
    public ReadOnlySpan<int> Ranks => _ranks.AsSpan(0, Count);

    /// <summary>What the rows of each value weigh.</summary>
    public ReadOnlySpan<ClassSums> Buckets => _buckets.AsSpan(0, Count);

    /// <summary>What the rows without a value weigh.</summary>
    public ref readonly ClassSums Missing => ref _missing;

    /// <summary>Whether the node cannot be split by this feature.</summary>
    public bool IsConstant => Count == 0 || (Count == 1 && _missing.Rows == 0);

    /// <summary>Fills the histogram.</summary>
    /// <param name="ranks">Rank by row of the table.</param>
    /// <param name="distinctCount">Ranks there are; also the rank of a missing value.</param>
    /// <param name="node">The node's rows.</param>
    public void Fill(ReadOnlySpan<int> ranks, int distinctCount, NodeRows node)
    {
        if (distinctCount <= ValuesPerRowWorthCounting * (long)node.Count) FillByCounting(ranks, distinctCount, node);
        else FillBySorting(ranks, distinctCount, node);
    }

    internal void FillByCounting(ReadOnlySpan<int> ranks, int distinctCount, NodeRows node)
    {
        int words = (distinctCount / BitsPerWord) + 1;
        if (_counted.Length <= distinctCount)
        {
            _counted = new ClassSums[distinctCount + 1];
            _hit = new ulong[words];
        }

        MakeRoom(Math.Min(node.Count, distinctCount));
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
        _missing = counted[distinctCount];
        counted[distinctCount] = default;
        hit[^1] &= ~(1UL << distinctCount);
        Count = 0;
        for (int word = 0; word < hit.Length; word++)
        {
            for (ulong bits = hit[word]; bits != 0; bits &= bits - 1)
            {
                int rank = (word * BitsPerWord) + BitOperations.TrailingZeroCount(bits);
                _ranks[Count] = rank;
                _buckets[Count++] = counted[rank];
                counted[rank] = default;
            }
        }

        hit.Clear();
    }

    internal void FillBySorting(ReadOnlySpan<int> ranks, int distinctCount, NodeRows node)
    {
        ReadOnlySpan<int> rows = node.Rows;
        if (_keys.Length < rows.Length) _keys = new ulong[Math.Max(rows.Length, 2 * _keys.Length)];
        MakeRoom(rows.Length);
        Span<ulong> keys = _keys.AsSpan(0, rows.Length);
        for (int i = 0; i < keys.Length; i++) keys[i] = ((ulong)ranks[rows[i]] << 32) | (uint)i;

        // Keys are all different: the place in the node breaks ties, so the order is that of (value, row).
        keys.Sort();
        _missing = default;
        Count = 0;
        foreach (ulong key in keys)
        {
            int rank = (int)(key >> 32);
            ref readonly RowWeight weight = ref node.Weights[(int)(uint)key];
            if (rank == distinctCount)
            {
                _missing.Add(weight);
                continue;
            }

            if (Count == 0 || _ranks[Count - 1] != rank)
            {
                _ranks[Count] = rank;
                _buckets[Count++] = default;
            }

            _buckets[Count - 1].Add(weight);
        }
    }

    private void MakeRoom(int values)
    {
        if (_ranks.Length >= values) return;
        int room = Math.Max(values, 2 * _ranks.Length);
        _ranks = new int[room];
        _buckets = new ClassSums[room];
    }
}
