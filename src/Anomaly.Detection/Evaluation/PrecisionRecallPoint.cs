namespace Anomaly.Detection.Evaluation;

/// <summary>One point of a <see cref="PrecisionRecallCurve"/>: what happens when rows with score ≥ the threshold are flagged.</summary>
/// <param name="Threshold">A score that occurs, or +∞ for the first point.</param>
/// <param name="Precision">The share of flagged rows that are anomalies, in [0, 1]; 1 for the first point, by convention.</param>
/// <param name="Recall">The share of anomalies that are flagged, in [0, 1].</param>
public readonly record struct PrecisionRecallPoint(double Threshold, double Precision, double Recall);
