using System.IO.Compression;
using Anomaly.Detection.Data;

#pragma warning disable RS0026 // The first parameter, a path or a stream, tells the overloads apart whatever is left out.

namespace Anomaly.Detection.Csv;

/// <summary>Writes a <see cref="Table"/> as CSV (RFC 4180, UTF-8 without byte order mark, CRLF): same table, same bytes.</summary>
/// <remarks>
/// Numbers are written so that the same double is read back, timestamps as <see cref="TimestampText"/> writes them, missing values as
/// empty cells. A file does not say the kinds of its columns: read with <see cref="CsvReadOptions.Schema"/> set to the table's schema, every
/// cell comes back equal; without, kinds are inferred. Safe to call from several threads at once.
/// </remarks>
public static class TableCsvWriter
{
    /// <summary>Writes a file, whole or not at all: a new file in the same folder takes the place of an old one only when it is complete.</summary>
    /// <param name="table">The table.</param>
    /// <param name="path">The file; when its name ends in <c>.gz</c> it is compressed, unless <see cref="CsvWriteOptions.Gzip"/> says otherwise.</param>
    /// <param name="options">How to write; null for <see cref="CsvWriteOptions.Default"/>.</param>
    /// <param name="progress">Told the number of rows written so far, every 65,536 rows and at the end.</param>
    /// <param name="cancellationToken">Stops writing with an <see cref="OperationCanceledException"/>; the file stays as it was.</param>
    /// <exception cref="ArgumentException">The table has no columns, or one with the label's name.</exception>
    /// <exception cref="RecordFormatException">A text holds a NUL character, which the reader refuses.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(Table table, string path, CsvWriteOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= CsvWriteOptions.Default;
        options = options with { Gzip = options.Gzip ?? TableCsvReader.IsGzipName(path) };
        string target = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                Write(table, file, options, progress, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes to a stream, and leaves it open.</summary>
    /// <param name="table">The table.</param>
    /// <param name="destination">The stream. It is compressed only when <see cref="CsvWriteOptions.Gzip"/> says so.</param>
    /// <param name="options">How to write; null for <see cref="CsvWriteOptions.Default"/>.</param>
    /// <param name="progress">Told the number of rows written so far, every 65,536 rows and at the end.</param>
    /// <param name="cancellationToken">Stops writing with an <see cref="OperationCanceledException"/>; the stream then holds a part.</param>
    /// <exception cref="ArgumentException">The table has no columns, or one with the label's name.</exception>
    /// <exception cref="RecordFormatException">A text holds a NUL character, which the reader refuses.</exception>
    public static void Write(Table table, Stream destination, CsvWriteOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        WriteChunks([table], destination, options, progress, cancellationToken);
    }

    /// <summary>Writes tables one below the other under one header to a stream, and leaves it open; for more rows than memory holds.</summary>
    /// <param name="chunks">One table at least; all have the same columns, in the same order, and all have labels or none. Each is asked for when the one before is written.</param>
    /// <param name="destination">The stream. It is compressed only when <see cref="CsvWriteOptions.Gzip"/> says so.</param>
    /// <param name="options">How to write; null for <see cref="CsvWriteOptions.Default"/>.</param>
    /// <param name="progress">Told the number of rows written so far, every 65,536 rows and at the end.</param>
    /// <param name="cancellationToken">Stops writing with an <see cref="OperationCanceledException"/>; the stream then holds a part.</param>
    /// <exception cref="ArgumentException">There is no table, one is null or unlike the first, has no columns, or one with the label's name.</exception>
    /// <exception cref="RecordFormatException">A text holds a NUL character, which the reader refuses. Rows are counted over all chunks.</exception>
    /// <remarks>The bytes are those of one table with all rows.</remarks>
    public static void WriteChunks(IEnumerable<Table> chunks, Stream destination, CsvWriteOptions? options = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        ArgumentNullException.ThrowIfNull(destination);
        options ??= CsvWriteOptions.Default;
        if (options.Gzip == true)
        {
            using var gzip = new GZipStream(destination, CompressionLevel.Optimal, leaveOpen: true);
            TableSave.Run(chunks, gzip, options, progress, cancellationToken);
        }
        else
        {
            TableSave.Run(chunks, destination, options, progress, cancellationToken);
        }
    }
}
