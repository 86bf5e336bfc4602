using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Makes the histogram of a feature from the bins of very many rows, on several threads where there are some to spare.</summary>
/// <remarks>Sums are of whole numbers, so they are the same however the rows are shared out.</remarks>
internal sealed class LargeNodeCounter
{
    private readonly BinCounter[] _counters;
    private readonly ClassSums[][] _sums;

    public LargeNodeCounter(int threads)
    {
        _counters = [.. Enumerable.Range(0, threads).Select(_ => new BinCounter())];
        _sums = [.. _counters.Select(_ => new ClassSums[BinnedFeatures.MostCodes])];
    }

    /// <summary>Fills the histogram.</summary>
    /// <param name="histogram">Receives the sums; places are bins.</param>
    /// <param name="bins">Bin by row of the table.</param>
    /// <param name="binCount">Highest bin there is.</param>
    /// <param name="order">Holds the node's rows.</param>
    /// <param name="node">The node.</param>
    /// <param name="stop">Stops the work.</param>
    public void Fill(FeatureHistogram histogram, byte[] bins, int binCount, RowRanges order, TreeNode node, CancellationToken stop)
    {
        int shares = RowShares.Count(node.RowCount, _counters.Length);
        Crew.Run(
            shares,
            shares,
            _ => share =>
            {
                Array.Clear(_sums[share]);
                (int start, int end) = RowShares.Of(share, shares, node.Start, node.End);
                _counters[share].AddTo(_sums[share], bins, order.Rows(start, end), order.Codes(start, end));
            },
            stop);

        ClassSums[] sums = _sums[0];
        for (int share = 1; share < shares; share++)
        {
            for (int bin = 0; bin <= binCount; bin++) sums[bin].Add(_sums[share][bin]);
        }

        histogram.Clear(binCount);
        histogram.Missing = sums[BinnedFeatures.Missing];
        for (int bin = 1; bin <= binCount; bin++)
        {
            if (sums[bin].Rows > 0) histogram.Append(bin) = sums[bin];
        }
    }
}
