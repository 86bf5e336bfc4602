namespace Anomaly.Detection.Reporting;

/// <summary>A dot of a strip.</summary>
/// <param name="Row">The row it stands for.</param>
/// <param name="X">Across.</param>
/// <param name="Y">From the middle of the strip, down.</param>
internal readonly record struct SwarmDot(int Row, double X, double Y);
