namespace Anomaly.Detection;

/// <summary>A step of one column to other values, all of which give the record the same score.</summary>
/// <param name="Column">The column.</param>
/// <param name="To">The value that is told: one that is short to write, near the value before.</param>
/// <param name="Distance">How far that is.</param>
/// <param name="Score">The score of the record with it.</param>
internal sealed record ColumnMove(int Column, double To, double Distance, double Score);
