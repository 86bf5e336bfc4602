namespace Anomaly.Detection.Auditing;

/// <summary>A test row that is a training row but for rounding or for one or two columns.</summary>
/// <param name="Row">The test row, of the pool.</param>
/// <param name="TrainingRow">The training row.</param>
/// <param name="Differing">The columns in which they differ; of rows that are equal when rounded, all in which they differ before.</param>
/// <param name="IsRounded">Whether they are equal when rounded.</param>
internal sealed record NearDuplicate(int Row, int TrainingRow, int[] Differing, bool IsRounded);
