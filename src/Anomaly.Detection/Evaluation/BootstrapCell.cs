namespace Anomaly.Detection.Evaluation;

/// <summary>What all rows of a cell share: score, flag and probability.</summary>
/// <param name="EndsBlock">Whether the next cell, if any, has a lower score: only then is a precision to be taken.</param>
/// <param name="IsFlagged">Whether the rows reach the threshold.</param>
/// <param name="Anomaly">What an anomaly of the cell loses.</param>
/// <param name="Normal">What a normal row of the cell loses.</param>
internal readonly record struct BootstrapCell(bool EndsBlock, bool IsFlagged, RowLoss Anomaly, RowLoss Normal);
