using Anomaly.Detection.Data;

#pragma warning disable RS0026 // The first parameter, a path or a stream, tells the overloads apart whatever is left out.

namespace Anomaly.Detection.Csv;

/// <summary>Reads CSV (RFC 4180, UTF-8, with a header) into a <see cref="Table"/>.</summary>
/// <remarks>
/// <para>
/// The file is streamed: besides the growing columns, memory holds one buffer and one row. A numeric cell takes 8 bytes, a text cell 4
/// while reading and 8 in the table, each different text once.
/// </para>
/// <para>
/// An empty cell is missing, quoted or not. Lines end with LF, CRLF or CR; lines with nothing on them are passed over. Spaces belong to
/// the cell. Numbers are those of <see cref="Numerics.NumberText"/>, whatever the culture of the machine: <c>1,5</c> is none.
/// </para>
/// <para>Safe to call from several threads at once.</para>
/// </remarks>
public static class TableCsvReader
{
    private const int FileBufferSize = 1;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; when its name ends in <c>.gz</c> it is decompressed, unless <see cref="CsvReadOptions.Gzip"/> says otherwise.</param>
    /// <param name="options">How to read; null for <see cref="CsvReadOptions.Default"/>.</param>
    /// <param name="progress">Told the number of data rows read so far, every 65,536 rows and at the end.</param>
    /// <param name="cancellationToken">Stops reading with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The table and what there is to say about it.</returns>
    /// <exception cref="RecordFormatException">The content is not as expected; code, column, row and line say where.</exception>
    /// <exception cref="Numerics.OptionsException">Two options contradict each other.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static CsvReadResult Read(string path, CsvReadOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= CsvReadOptions.Default;

        // The parser, and the decompression, bring their own buffers.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileBufferSize, FileOptions.SequentialScan);
        return Read(file, options.Gzip ?? IsGzipName(path), options, progress, cancellationToken);
    }

    /// <summary>Reads a stream from where it stands to its end, and leaves it open.</summary>
    /// <param name="source">The stream; it need not be seekable. It is decompressed only when <see cref="CsvReadOptions.Gzip"/> says so.</param>
    /// <param name="options">How to read; null for <see cref="CsvReadOptions.Default"/>.</param>
    /// <param name="progress">Told the number of data rows read so far, every 65,536 rows and at the end.</param>
    /// <param name="cancellationToken">Stops reading with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The table and what there is to say about it.</returns>
    /// <exception cref="RecordFormatException">The content is not as expected; code, column, row and line say where.</exception>
    /// <exception cref="Numerics.OptionsException">Two options contradict each other.</exception>
    public static CsvReadResult Read(Stream source, CsvReadOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= CsvReadOptions.Default;
        return Read(source, options.Gzip ?? false, options, progress, cancellationToken);
    }

    internal static bool IsGzipName(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static CsvReadResult Read(Stream source, bool isGzip, CsvReadOptions options, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using GzipSource? gzip = isGzip ? new GzipSource(source) : null;
        using var text = new Utf8Source(gzip ?? source);
        return TableLoad.Run(text, options, progress, cancellationToken);
    }
}
