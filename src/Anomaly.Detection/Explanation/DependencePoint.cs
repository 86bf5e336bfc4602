namespace Anomaly.Detection.Explanation;

/// <summary>A value that a column is set to, and what that makes of the rows.</summary>
/// <param name="Value">The number, the seconds since 1970 UTC of a timestamp, or the class code; NaN is the missing value.</param>
/// <param name="Label">The value as text: a number, a date, a class.</param>
/// <param name="Mean">The mean probability of all rows with the column set to the value.</param>
public sealed record DependencePoint(double Value, string Label, double Mean);
