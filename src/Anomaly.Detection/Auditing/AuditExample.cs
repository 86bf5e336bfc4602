namespace Anomaly.Detection.Auditing;

/// <summary>Rows that show a finding.</summary>
/// <param name="TrainingRow">Index of a training row, first = 0; null where none takes part.</param>
/// <param name="TestRow">Index of a test row, first = 0; null where none takes part.</param>
/// <param name="Text">What is to be seen there, one line.</param>
public sealed record AuditExample(int? TrainingRow, int? TestRow, string Text);
