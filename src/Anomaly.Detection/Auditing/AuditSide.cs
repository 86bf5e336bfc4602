namespace Anomaly.Detection.Auditing;

/// <summary>Rows that are trained on and rows that are tested on: the whole of two tables, or one fold of one.</summary>
/// <param name="Training">Rows of the pool, rising.</param>
/// <param name="Test">Rows of the pool, rising.</param>
internal sealed record AuditSide(int[] Training, int[] Test);
