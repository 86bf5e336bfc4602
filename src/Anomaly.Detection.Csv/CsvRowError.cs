namespace Anomaly.Detection.Csv;

/// <summary>Why a row was skipped.</summary>
/// <param name="Row">The data row, first row after the header = 1, skipped rows counted.</param>
/// <param name="Line">The line of the file on which the row begins, first line = 1.</param>
/// <param name="Column">The column to blame, or null where it is the whole row.</param>
/// <param name="Code">A stable word for the kind of fault, such as <c>not-a-number</c>.</param>
/// <param name="Message">The place, the value and what was expected.</param>
public sealed record CsvRowError(long Row, long Line, string? Column, string Code, string Message);
