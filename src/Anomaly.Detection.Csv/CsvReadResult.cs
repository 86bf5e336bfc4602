using System.Collections.Immutable;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Csv;

/// <summary>What was read from a CSV file, or a chunk of it with what there was to say so far. Immutable.</summary>
public sealed class CsvReadResult
{
    internal CsvReadResult(Table table, long skippedRows, ImmutableArray<CsvRowError> skippedErrors, ImmutableArray<string> notes)
    {
        Table = table;
        SkippedRows = skippedRows;
        SkippedErrors = skippedErrors;
        Notes = notes;
    }

    /// <summary>The rows that were accepted, in the order of the file.</summary>
    public Table Table { get; }

    /// <summary>How many rows were skipped; at most <see cref="CsvReadOptions.MaxBadRows"/>.</summary>
    public long SkippedRows { get; }

    /// <summary>Why rows were skipped: the first 10 of them, in the order of the file.</summary>
    public IReadOnlyList<CsvRowError> SkippedErrors { get; }

    /// <summary>What a user should know about how the file was read, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; }
}
