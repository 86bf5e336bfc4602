namespace Anomaly.Detection.Benchmarks.Detectors;

/// <summary>CPU seconds of one round on one table, each the median of repeats.</summary>
/// <param name="Fit">Training with the offset of one half, without scoring the training rows.</param>
/// <param name="FitContamination">Training with a contamination of 0.1, which takes the scores of the training rows.</param>
/// <param name="Score1K">Scoring 1,000 rows.</param>
/// <param name="Score100K">Scoring 100,000 rows.</param>
internal sealed record IsolationFigures(double Fit, double FitContamination, double Score1K, double Score100K)
{
    public double[] All => [Fit, FitContamination, Score1K, Score100K];
}
