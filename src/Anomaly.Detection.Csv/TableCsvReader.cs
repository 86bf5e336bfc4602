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
    private const int RowsPerChunk = 65_536;

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
        return ReadFile(path, options, int.MaxValue, progress, cancellationToken).Single();
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
        return Read(source, options.Gzip ?? false, options, int.MaxValue, progress, cancellationToken).Single();
    }

    /// <summary>Reads a file that may be larger than memory, in chunks.</summary>
    /// <param name="path">The file, as for <see cref="Read(string, CsvReadOptions?, IProgress{long}?, CancellationToken)"/>; it is opened when the chunks are enumerated, anew each time.</param>
    /// <param name="options">How to read; null for <see cref="CsvReadOptions.Default"/>. <see cref="CsvReadOptions.ForSchema"/> gives those for rows to be scored.</param>
    /// <param name="rowsPerChunk">How many rows a chunk has, at least 1; the last may have fewer. Default: 65,536.</param>
    /// <param name="progress">Told the number of data rows read so far, every 65,536 rows and at the end.</param>
    /// <param name="cancellationToken">Stops reading with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>
    /// Tables with the same columns and kinds, in the order of the file; one without rows where the file has none. Notes and skipped rows are
    /// those from the beginning of the file to the end of the chunk, so the last chunk tells all.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rowsPerChunk"/> is below 1.</exception>
    /// <exception cref="RecordFormatException">While enumerating: the content is not as expected. Row and line are those of the file.</exception>
    /// <exception cref="Numerics.OptionsException">While enumerating: two options contradict each other.</exception>
    /// <exception cref="IOException">While enumerating: the file cannot be read.</exception>
    /// <remarks>Kinds that the options do not declare are inferred from the first chunk; a cell further on that does not fit is refused. Memory holds what one chunk takes.</remarks>
    public static IEnumerable<CsvReadResult> ReadChunks(string path, CsvReadOptions? options = null, int rowsPerChunk = RowsPerChunk, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsPerChunk, 1);
        return ReadFile(path, options ?? CsvReadOptions.Default, rowsPerChunk, progress, cancellationToken);
    }

    /// <summary>Reads a stream in chunks, from where it stands to its end, and leaves it open; enumerate them once.</summary>
    /// <param name="source">The stream; it need not be seekable. It is decompressed only when <see cref="CsvReadOptions.Gzip"/> says so.</param>
    /// <inheritdoc cref="ReadChunks(string, CsvReadOptions?, int, IProgress{long}?, CancellationToken)"/>
    /// <param name="options">How to read; null for <see cref="CsvReadOptions.Default"/>.</param>
    /// <param name="rowsPerChunk">How many rows a chunk has, at least 1; the last may have fewer. Default: 65,536.</param>
    /// <param name="progress">Told the number of data rows read so far, every 65,536 rows and at the end.</param>
    /// <param name="cancellationToken">Stops reading with an <see cref="OperationCanceledException"/>.</param>
    public static IEnumerable<CsvReadResult> ReadChunks(Stream source, CsvReadOptions? options = null, int rowsPerChunk = RowsPerChunk, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowsPerChunk, 1);
        options ??= CsvReadOptions.Default;
        return Read(source, options.Gzip ?? false, options, rowsPerChunk, progress, cancellationToken);
    }

    internal static bool IsGzipName(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<CsvReadResult> ReadFile(string path, CsvReadOptions options, int rowsPerTable, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        // The parser, and the decompression, bring their own buffers.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileBufferSize, FileOptions.SequentialScan);
        foreach (CsvReadResult table in Read(file, options.Gzip ?? IsGzipName(path), options, rowsPerTable, progress, cancellationToken)) yield return table;
    }

    private static IEnumerable<CsvReadResult> Read(Stream source, bool isGzip, CsvReadOptions options, int rowsPerTable, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using GzipSource? gzip = isGzip ? new GzipSource(source) : null;
        using var text = new Utf8Source(gzip ?? source);
        foreach (CsvReadResult table in TableLoad.Run(text, options, rowsPerTable, progress, cancellationToken)) yield return table;
    }
}
