namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>A column of <see cref="PeerReport"/>.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Figure">What one process measured; the median over the rounds is shown.</param>
/// <param name="Format">Of the number.</param>
/// <param name="RatioTitle">Head of the column that tells how many times ours it is; null: there is none.</param>
internal sealed record PeerColumn<TFigures>(string Title, Func<TFigures, double> Figure, string Format, string? RatioTitle = null);
