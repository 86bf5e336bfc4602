namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>A forest in the form that a library takes it in.</summary>
/// <param name="Megabytes">Length of the library's own file of it, in units of 10⁶ bytes.</param>
/// <param name="Load">Makes it ready to score, from memory; called more than once.</param>
internal sealed record ExportedForest(double Megabytes, Func<IScoringPeer> Load);
