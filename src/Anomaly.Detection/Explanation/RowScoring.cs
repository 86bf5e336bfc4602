namespace Anomaly.Detection.Explanation;

/// <summary>Scores rows laid end to end.</summary>
/// <param name="rows">Encoded features, row-major; length = rows × number of features. NaN is missing.</param>
/// <param name="scores">Receives one score a row; greater is more anomalous.</param>
/// <remarks>It is called from several threads at once.</remarks>
public delegate void RowScoring(ReadOnlySpan<float> rows, Span<double> scores);
