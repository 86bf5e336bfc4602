namespace Anomaly.Detection.Evaluation;

/// <summary>Rows whose probabilities lie close together: what was promised, and what came.</summary>
/// <param name="From">The least probability that falls into the bin.</param>
/// <param name="To">Where the bin ends.</param>
/// <param name="RowCount">The number of its rows; at least 1.</param>
/// <param name="AnomalyCount">The anomalies among them.</param>
/// <param name="MeanProbability">The mean of their probabilities: what was promised.</param>
/// <param name="ObservedRate">The share of anomalies with its Wilson interval: what came.</param>
public readonly record struct ReliabilityBin(double From, double To, int RowCount, int AnomalyCount, double MeanProbability, MetricInterval ObservedRate);
