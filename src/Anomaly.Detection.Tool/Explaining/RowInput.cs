using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Explaining;

/// <summary>Reads one row of a table, which may be larger than memory.</summary>
internal static class RowInput
{
    /// <param name="path">A CSV file, or <see cref="InputTable.StandardInput"/>.</param>
    /// <param name="schema">The model's columns.</param>
    /// <param name="number">The row, first = 1.</param>
    /// <param name="context">Its cancellation stops the reading.</param>
    /// <exception cref="ToolFailure">The file cannot be read, or has fewer rows.</exception>
    public static IReadOnlyDictionary<string, FeatureValue> Read(string path, FeatureSchema schema, int number, CommandContext context) => NamedFile.Read(path, () =>
    {
        CsvReadOptions options = CsvReadOptions.ForSchema(schema) with { Separator = context.Separator };
        IEnumerable<CsvReadResult> chunks = path == InputTable.StandardInput
            ? TableCsvReader.ReadChunks(context.Terminal.Input, options, cancellationToken: context.Cancellation)
            : TableCsvReader.ReadChunks(InputTable.Existing(path), options, cancellationToken: context.Cancellation);
        long before = 0;
        foreach (CsvReadResult chunk in chunks)
        {
            if (number - before <= chunk.Table.RowCount) return chunk.Table.Record((int)(number - before - 1));
            before += chunk.Table.RowCount;
        }

        throw new ToolFailure(ExitCode.BadData, FormattableString.Invariant($"{NamedFile.Shown(path)}: there is no row {number:N0}, which --row names; the last is {before:N0}"));
    });
}
