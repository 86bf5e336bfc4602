namespace Anomaly.Detection.Training;

/// <summary>Makes the histogram of a feature from the bins of a node's rows.</summary>
internal sealed class BinCounter
{
    private const int BinCount = 256;

    // Invariant between two calls: all are 0.
    private readonly ulong[] _counts = new ulong[BinCount];

    /// <summary>Fills the histogram.</summary>
    /// <param name="histogram">Receives the sums; places are bins.</param>
    /// <param name="bins">Bin by row of the table.</param>
    /// <param name="rows">The node's rows.</param>
    /// <param name="codes">Draws and label of each.</param>
    public void Fill(FeatureHistogram histogram, ReadOnlySpan<byte> bins, ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes)
    {
        Span<ulong> counts = _counts;
        ReadOnlySpan<ulong> countsOf = RowCode.Counts;
        for (int i = 0; i < rows.Length; i++) counts[bins[rows[i]]] += countsOf[codes[i]];
        histogram.Clear(BinCount);
        histogram.Missing = RowCode.Unpack(counts[BinnedFeatures.Missing]);
        for (int bin = 1; bin < counts.Length; bin++)
        {
            if (counts[bin] != 0) histogram.Append(bin) = RowCode.Unpack(counts[bin]);
        }

        counts.Clear();
    }
}
