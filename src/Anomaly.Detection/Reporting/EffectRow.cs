namespace Anomaly.Detection.Reporting;

/// <summary>Rows of a column whose values are alike, and what the column did to them.</summary>
/// <param name="Values">What they have: a class, or from where to where.</param>
/// <param name="RowCount">How many there are.</param>
/// <param name="Mean">The mean contribution.</param>
internal sealed record EffectRow(string Values, int RowCount, double Mean);
