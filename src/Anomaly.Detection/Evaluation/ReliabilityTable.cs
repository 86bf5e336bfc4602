using System.Collections.Immutable;

namespace Anomaly.Detection.Evaluation;

/// <summary>Whether probabilities mean what they say: promised against observed, bin by bin. Plain data.</summary>
public sealed record ReliabilityTable
{
    /// <summary>The bins that hold rows, by rising probability.</summary>
    public required ImmutableArray<ReliabilityBin> Bins { get; init; }

    /// <summary>The mean distance between promised and observed, weighted by rows (ECE), in [0, 1].</summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary>The greatest distance of a bin (MCE), in [0, 1].</summary>
    public required double MaximumCalibrationError { get; init; }

    /// <summary>The mean squared distance between probability and label: reliability − resolution + uncertainty + what bins hide.</summary>
    public required double BrierScore { get; init; }

    /// <summary>The part of the Brier score that comes of probabilities that do not mean what they say; less is better.</summary>
    public required double Reliability { get; init; }

    /// <summary>The part that telling rows apart takes off; more is better.</summary>
    public required double Resolution { get; init; }

    /// <summary>The part that lies in the rows: prevalence · (1 − prevalence).</summary>
    public required double Uncertainty { get; init; }

    /// <summary>What is left because probabilities differ within a bin: within-bin variance less twice the within-bin covariance.</summary>
    public required double WithinBins { get; init; }

    /// <summary>Whether both have the same bins and figures.</summary>
    /// <inheritdoc/>
    public bool Equals(ReliabilityTable? other) =>
        other is not null
        && Bins.AsSpan().SequenceEqual(other.Bins.AsSpan())
        && (ExpectedCalibrationError, MaximumCalibrationError, BrierScore) == (other.ExpectedCalibrationError, other.MaximumCalibrationError, other.BrierScore)
        && (Reliability, Resolution, Uncertainty, WithinBins) == (other.Reliability, other.Resolution, other.Uncertainty, other.WithinBins);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Bins.Length, ExpectedCalibrationError, BrierScore, Reliability, Resolution);

    /// <summary>Compares probabilities with labels.</summary>
    /// <param name="probabilities">One probability of being an anomaly a row, in [0, 1].</param>
    /// <param name="isAnomaly">One label a probability; one class may be absent.</param>
    /// <param name="options">The bins; ten of equal width when null.</param>
    /// <returns>The table; the order of the rows changes no bit of it.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a probability is outside [0, 1].</exception>
    /// <remarks>
    /// <para>
    /// The Brier score is taken apart after Murphy, "A new vector partition of the probability score" (1973), whose three parts hold for equal probabilities within a bin; the
    /// fourth is that of Stephenson, Coelho and Jolliffe, "Two extra components in the Brier score decomposition" (2008), so that the parts add up within 1e-15.
    /// </para>
    /// <para>
    /// The calibration error depends on the bins, and is above 0 by luck alone even for perfect probabilities (Naeini, Cooper and Hauskrecht, 2015): compare it
    /// only between tables of the same bins and rows. Intervals of the observed rates are Wilson's, of 95 %.
    /// </para>
    /// </remarks>
    public static ReliabilityTable Compute(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isAnomaly, ReliabilityOptions? options = null)
    {
        LabelledScores.CheckProbabilities(probabilities, isAnomaly);
        ReliabilityOptions chosen = options ?? new ReliabilityOptions();
        BinnedProbabilities binned = chosen.Binning == ReliabilityBinning.EqualCount
            ? BinnedProbabilities.OfEqualCount(probabilities, isAnomaly, chosen.Bins)
            : BinnedProbabilities.OfEqualWidth(probabilities, isAnomaly, chosen.Bins);
        int rows = probabilities.Length;
        double prevalence = (double)isAnomaly.Count(true) / rows;
        double distances = 0, greatest = 0, reliability = 0, resolution = 0, within = 0;
        foreach (ReliabilityBin bin in binned.Bins)
        {
            double rate = bin.ObservedRate.Value, distance = Math.Abs(bin.MeanProbability - rate), share = (double)bin.RowCount / rows;
            distances += share * distance;
            greatest = Math.Max(greatest, distance);
            reliability += share * distance * distance;
            resolution += share * (rate - prevalence) * (rate - prevalence);
        }

        foreach (double ofBin in binned.WithinBins) within += ofBin / rows;
        return new ReliabilityTable
        {
            Bins = binned.Bins,
            ExpectedCalibrationError = distances,
            MaximumCalibrationError = greatest,
            BrierScore = Metrics.BrierScore(probabilities, isAnomaly),
            Reliability = reliability,
            Resolution = resolution,
            Uncertainty = prevalence * (1 - prevalence),
            WithinBins = within,
        };
    }
}
