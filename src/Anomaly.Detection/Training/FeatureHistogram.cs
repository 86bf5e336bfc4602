namespace Anomaly.Detection.Training;

/// <summary>The weights of a node's rows by the value of one feature: only the values that occur, ascending, and the missing ones apart.</summary>
/// <remarks>
/// Two ways lead to the same histogram, bit for bit, since both add the rows of one value in node order: counting into one bucket per value
/// of the whole table, when the node has many rows for them; else sorting the node's rows by value.
/// </remarks>
internal sealed class FeatureHistogram(int maxRows)
{
    // Counting costs a pass over all values of the feature, sorting about this much a row.
    private const int ValuesPerRowWorthCounting = 4;

    private readonly ulong[] _keys = new ulong[maxRows];
    private ClassSums[] _counted = [];
    private int[] _ranks = new int[Math.Min(maxRows, 1024)];
    private ClassSums[] _buckets = new ClassSums[Math.Min(maxRows, 1024)];
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
        if (_counted.Length <= distinctCount) _counted = new ClassSums[distinctCount + 1];
        Span<ClassSums> counted = _counted.AsSpan(0, distinctCount + 1);
        counted.Clear();
        ReadOnlySpan<int> rows = node.Rows;
        ReadOnlySpan<double> weights = node.Weights;
        ReadOnlySpan<bool> isAnomaly = node.IsAnomaly;
        for (int i = 0; i < rows.Length; i++) Add(ref counted[ranks[rows[i]]], weights[i], isAnomaly[i]);

        _missing = counted[distinctCount];
        Count = 0;
        for (int rank = 0; rank < distinctCount; rank++)
        {
            if (counted[rank].Rows > 0) Append(rank) = counted[rank];
        }
    }

    internal void FillBySorting(ReadOnlySpan<int> ranks, int distinctCount, NodeRows node)
    {
        ReadOnlySpan<int> rows = node.Rows;
        ReadOnlySpan<double> weights = node.Weights;
        ReadOnlySpan<bool> isAnomaly = node.IsAnomaly;
        Span<ulong> keys = _keys.AsSpan(0, rows.Length);
        for (int i = 0; i < keys.Length; i++) keys[i] = ((ulong)ranks[rows[i]] << 32) | (uint)i;

        // Keys are all different: the place in the node breaks ties, so the order is that of (value, row).
        keys.Sort();
        _missing = default;
        Count = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            int rank = (int)(keys[i] >> 32);
            int place = (int)(uint)keys[i];
            if (rank == distinctCount) Add(ref _missing, weights[place], isAnomaly[place]);
            else if (Count > 0 && _ranks[Count - 1] == rank) Add(ref _buckets[Count - 1], weights[place], isAnomaly[place]);
            else Add(ref Append(rank), weights[place], isAnomaly[place]);
        }
    }

    private static void Add(ref ClassSums sums, double weight, bool isAnomaly)
    {
        if (isAnomaly) sums.Anomaly += weight;
        else sums.Normal += weight;
        sums.Rows++;
    }

    private ref ClassSums Append(int rank)
    {
        if (Count == _ranks.Length)
        {
            Array.Resize(ref _ranks, Count * 2);
            Array.Resize(ref _buckets, Count * 2);
        }

        _ranks[Count] = rank;
        ref ClassSums bucket = ref _buckets[Count++];
        bucket = default;
        return ref bucket;
    }
}
