using Anomaly.Detection.Csv;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Terminal;

namespace Anomaly.Detection.Tool.Files;

/// <summary>Reads tables for commands.</summary>
internal static class InputTable
{
    /// <summary>Stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads a CSV file, or standard input for <see cref="StandardInput"/>; what the reader notes is said.</summary>
    /// <exception cref="ToolFailure">The file cannot be opened.</exception>
    public static Data.Table Read(string path, CsvReadOptions options, CommandContext context)
    {
        options = options with { Separator = context.Separator };
        CsvReadResult read = context.WithProgress($"reading {path}", progress => path == StandardInput
            ? NamedFile.Read(path, () => ReadWaiting(context.Terminal.Input, options, context.Cancellation))
            : NamedFile.Read(path, () => ReadFile(Existing(path), options, progress, context.Cancellation)));
        foreach (string note in read.Notes) context.Say($"note: {NamedFile.Shown(path)}: {LibraryWords.Told(note)}");
        context.Detail(FormattableString.Invariant($"{NamedFile.Shown(path)}: {read.Table.RowCount:N0} rows, {read.Table.Schema.Columns.Count} columns"));
        return read.Table;
    }

    // The reader counts rows, of which nobody knows how many there are; bytes are known.
    private static CsvReadResult ReadFile(string path, CsvReadOptions options, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using FileStream file = File.OpenRead(path);
        bool isGzip = options.Gzip ?? path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        return TableCsvReader.Read(file, options with { Gzip = isGzip }, new MappedProgress<long>(progress, _ => file.CanSeek ? (double)file.Position / file.Length : 0), cancellationToken);
    }

    // On another thread: who waits for input that does not come can still be stopped.
    private static CsvReadResult ReadWaiting(Stream input, CsvReadOptions options, CancellationToken cancellationToken) =>
        Ahead.Of(TableCsvReader.ReadChunks(input, options, int.MaxValue, progress: null, cancellationToken), 1, cancellationToken).Single();

    /// <summary>The path of a file that is there.</summary>
    /// <exception cref="ToolFailure">It is not.</exception>
    public static string Existing(string path) =>
        Directory.Exists(path) ? throw new ToolFailure(ExitCode.InputOutput, $"'{path}' is a folder; a file was expected")
        : File.Exists(path) ? path
        : throw new ToolFailure(ExitCode.InputOutput, $"there is no file '{path}'");
}
