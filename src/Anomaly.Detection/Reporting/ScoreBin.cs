namespace Anomaly.Detection.Reporting;

/// <summary>How many rows of each class have a probability in an interval.</summary>
/// <param name="From">Where the interval begins; it holds this end.</param>
/// <param name="To">Where it ends; only the last one holds this end.</param>
/// <param name="NormalCount">The normal rows in it.</param>
/// <param name="AnomalyCount">The anomalies in it.</param>
public readonly record struct ScoreBin(double From, double To, int NormalCount, int AnomalyCount);
