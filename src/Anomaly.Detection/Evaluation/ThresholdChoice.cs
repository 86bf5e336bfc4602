namespace Anomaly.Detection.Evaluation;

/// <summary>A threshold and what it does to the rows it was chosen on.</summary>
/// <param name="Threshold">One of the scores; a row is flagged when its score ≥ the threshold.</param>
/// <param name="Confusion">The counts at that threshold, as <see cref="ConfusionMatrix.At"/> gives them. Never reweighted.</param>
/// <param name="Objective">The value that the search made as great as possible, or held to its minimum.</param>
public sealed record ThresholdChoice(double Threshold, ConfusionMatrix Confusion, double Objective);
