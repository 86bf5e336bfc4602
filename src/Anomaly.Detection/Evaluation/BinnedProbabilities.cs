using System.Collections.Immutable;

namespace Anomaly.Detection.Evaluation;

/// <summary>Probabilities put into bins, and what the bins hide.</summary>
internal sealed class BinnedProbabilities
{
    private BinnedProbabilities(ImmutableArray<ReliabilityBin> bins, double[] withinBins)
    {
        Bins = bins;
        WithinBins = withinBins;
    }

    /// <summary>The bins that hold rows, by rising probability.</summary>
    public ImmutableArray<ReliabilityBin> Bins { get; }

    /// <summary>Per such bin Σ (p − p̄)² − 2·Σ (p − p̄)(y − ȳ) over its rows.</summary>
    public double[] WithinBins { get; }

    /// <summary>Bins of equal width over [0, 1]; the last one holds 1 too.</summary>
    public static BinnedProbabilities OfEqualWidth(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isAnomaly, int count)
    {
        int[] binOf = new int[probabilities.Length];
        for (int row = 0; row < binOf.Length; row++) binOf[row] = BinOf(probabilities[row], count);
        return Of(probabilities, isAnomaly, binOf, count, bin => (double)bin / count);
    }

    /// <summary>Bins of about as many rows each; rows of one probability are in the bin of the middle one among them.</summary>
    public static BinnedProbabilities OfEqualCount(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isAnomaly, int count)
    {
        // Adding 0 turns −0 into +0: otherwise which of the two is a bin's lower end would depend on the order of the rows.
        double[] sorted = new double[probabilities.Length];
        for (int row = 0; row < sorted.Length; row++) sorted[row] = probabilities[row] + 0.0;
        Array.Sort(sorted);
        double[] from = new double[count];
        Array.Fill(from, double.NaN);
        var bins = new Dictionary<double, int>();
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start]) end++;
            int bin = (int)(((long)start + end - 1) * count / (2L * sorted.Length));
            bins.Add(sorted[start], bin);
            if (double.IsNaN(from[bin])) from[bin] = sorted[start];
            start = end;
        }

        int[] binOf = new int[sorted.Length];
        for (int row = 0; row < binOf.Length; row++) binOf[row] = bins[probabilities[row] + 0.0];
        return Of(probabilities, isAnomaly, binOf, count, bin => bin < count ? from[bin] : 1);
    }

    // The product may be rounded over an end of the bin; the ends decide.
    private static int BinOf(double probability, int count)
    {
        int bin = Math.Min(count - 1, (int)(probability * count));
        if (probability < (double)bin / count) return bin - 1;
        return bin + 1 < count && probability >= (double)(bin + 1) / count ? bin + 1 : bin;
    }

    private static BinnedProbabilities Of(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isAnomaly, int[] binOf, int count, Func<int, double> begins)
    {
        var all = new OrderFreeMean[count];
        var ofAnomalies = new OrderFreeMean[count];
        var squares = new OrderFreeMean[count];
        for (int row = 0; row < binOf.Length; row++)
        {
            all[binOf[row]].Add(probabilities[row]);
            if (isAnomaly[row]) ofAnomalies[binOf[row]].Add(probabilities[row]);
        }

        for (int row = 0; row < binOf.Length; row++)
        {
            double distance = probabilities[row] - all[binOf[row]].Mean;
            squares[binOf[row]].Add(distance * distance);
        }

        int[] filled = [.. Enumerable.Range(0, count).Where(bin => all[bin].Count > 0)];
        var bins = ImmutableArray.CreateBuilder<ReliabilityBin>(filled.Length);
        double[] within = new double[filled.Length];
        for (int i = 0; i < filled.Length; i++)
        {
            int bin = filled[i], rows = all[bin].Count, anomalies = ofAnomalies[bin].Count;
            double mean = all[bin].Mean;

            // An equal-count bin ends where the next filled one begins; one of equal width at its own end.
            double end = begins(bin + 1);
            if (double.IsNaN(end)) end = i + 1 < filled.Length ? begins(filled[i + 1]) : 1;
            bins.Add(new ReliabilityBin(begins(bin), end, rows, anomalies, mean, ProportionInterval.Wilson(anomalies, rows)));
            double covariance = anomalies == 0 ? 0 : anomalies * (ofAnomalies[bin].Mean - mean);
            within[i] = (rows * squares[bin].Mean) - (2 * covariance);
        }

        return new BinnedProbabilities(bins.MoveToImmutable(), within);
    }
}
