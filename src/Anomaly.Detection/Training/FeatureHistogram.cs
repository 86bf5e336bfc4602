namespace Anomaly.Detection.Training;

/// <summary>The weights of a node's rows by the value of one feature: only the values that occur, ascending, and the missing ones apart.</summary>
/// <remarks>A value is known by its place: any whole number that grows with the value.</remarks>
internal sealed class FeatureHistogram
{
    private int[] _places = [];
    private ClassSums[] _buckets = [];
    private ClassSums _missing;

    /// <summary>The number of different values in the node.</summary>
    public int Count { get; private set; }

    /// <summary>Their places, ascending.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, Count);

    /// <summary>What the rows of each value weigh.</summary>
    public ReadOnlySpan<ClassSums> Buckets => _buckets.AsSpan(0, Count);

    /// <summary>What the rows without a value weigh.</summary>
    public ref ClassSums Missing => ref _missing;

    /// <summary>Whether the node cannot be split by this feature.</summary>
    public bool IsConstant => Count == 0 || (Count == 1 && _missing.Rows == 0);

    /// <summary>Empties the histogram and makes room for so many different values.</summary>
    public void Clear(int values)
    {
        Count = 0;
        _missing = default;
        if (_places.Length >= values) return;
        int room = Math.Max(values, 2 * _places.Length);
        _places = new int[room];
        _buckets = new ClassSums[room];
    }

    /// <summary>Adds a value above all that are there.</summary>
    /// <returns>Its sums, to add to.</returns>
    public ref ClassSums Append(int place)
    {
        _places[Count] = place;
        ref ClassSums bucket = ref _buckets[Count++];
        bucket = default;
        return ref bucket;
    }
}
