namespace Anomaly.Detection.Training;

/// <summary>A histogram of whole counts: for each value that occurs in a node, ascending, the packed counts of <see cref="RowCode"/>.</summary>
internal sealed class PackedHistogram
{
    private readonly int[] _places = new int[BinnedFeatures.MostCodes];
    private readonly ulong[] _counts = new ulong[BinnedFeatures.MostCodes];

    /// <summary>The number of different values.</summary>
    public int Count { get; set; }

    /// <summary>Room for the places of the values.</summary>
    public int[] Places => _places;

    /// <summary>Room for the counts of each value.</summary>
    public ulong[] Counts => _counts;

    /// <summary>The counts of the rows without a value.</summary>
    public ulong Missing { get; set; }

    /// <summary>Whether the node cannot be split by this feature.</summary>
    public bool IsConstant => Count == 0 || (Count == 1 && Missing == 0);

    /// <summary>Writes the counts apart.</summary>
    public void CopyTo(FeatureHistogram histogram)
    {
        histogram.Clear(Count);
        histogram.Missing = RowCode.Unpack(Missing);
        for (int i = 0; i < Count; i++) histogram.Append(_places[i]) = RowCode.Unpack(_counts[i]);
    }
}
