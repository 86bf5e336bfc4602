namespace Anomaly.Detection.Evaluation;

/// <summary>One point of a <see cref="RocCurve"/>: what happens when rows with score ≥ the threshold are flagged.</summary>
/// <param name="Threshold">A score that occurs, or +∞ for the first point.</param>
/// <param name="FalsePositiveRate">The share of normal rows that are flagged, in [0, 1].</param>
/// <param name="TruePositiveRate">The share of anomalies that are flagged, in [0, 1].</param>
public readonly record struct RocPoint(double Threshold, double FalsePositiveRate, double TruePositiveRate);
