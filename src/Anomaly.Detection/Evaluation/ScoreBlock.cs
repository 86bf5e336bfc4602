namespace Anomaly.Detection.Evaluation;

/// <summary>All rows of one score. No ranking can tell them apart, so they are counted together.</summary>
/// <param name="Score">The score they share; never −0.</param>
/// <param name="Anomalies">How many of them are anomalies.</param>
/// <param name="Normals">How many are normal.</param>
internal readonly record struct ScoreBlock(double Score, int Anomalies, int Normals);
