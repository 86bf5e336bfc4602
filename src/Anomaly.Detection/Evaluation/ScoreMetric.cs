namespace Anomaly.Detection.Evaluation;

/// <summary>A figure of scores and labels, such as <see cref="Metrics.RocAuc(ReadOnlySpan{double}, ReadOnlySpan{bool})"/> or <see cref="Metrics.AveragePrecision(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>.</summary>
/// <param name="scores">One score a row, greater = more anomalous.</param>
/// <param name="isAnomaly">One label a score, true = anomaly.</param>
/// <returns>The figure; greater must be better, so a loss is to be given with a minus.</returns>
/// <remarks>It is called from several threads at once.</remarks>
public delegate double ScoreMetric(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly);
