namespace Anomaly.Detection.Evaluation;

/// <summary>How far a figure falls when something is taken from the scores, measured several times.</summary>
/// <param name="Mean">The mean fall; above 0 where the figure became worse, about 0, and then of either sign, where nothing was lost.</param>
/// <param name="StandardError">
/// Standard deviation of the falls, with n − 1, over √n: how far chance in the permutations may move the mean. It knows nothing of the chance in
/// the rows. NaN for a single measurement.
/// </param>
public readonly record struct MetricDrop(double Mean, double StandardError)
{
    /// <summary>Compares a figure with what was left of it.</summary>
    /// <param name="baseline">The figure before.</param>
    /// <param name="left">What was left of it, each time, at least once.</param>
    /// <returns>Mean and standard error.</returns>
    /// <exception cref="ArgumentException">There is nothing to compare with.</exception>
    public static MetricDrop Of(double baseline, ReadOnlySpan<double> left)
    {
        if (left.IsEmpty) throw new ArgumentException("There are 0 measurements to compare with; at least one is needed.", nameof(left));
        double sum = 0;
        foreach (double value in left) sum += baseline - value;
        double mean = sum / left.Length;
        double squares = 0;
        foreach (double value in left) squares += (baseline - value - mean) * (baseline - value - mean);
        return new MetricDrop(mean, left.Length == 1 ? double.NaN : Math.Sqrt(squares / (left.Length - 1) / left.Length));
    }
}
