using System.IO.Compression;
using System.Text;

namespace Anomaly.Detection.Csv.Tests;

/// <summary>Reads and writes CSV given as text, for tests.</summary>
internal static class CsvText
{
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static CsvReadResult Read(string text, CsvReadOptions? options = null) => Read(Utf8(text), options);

    public static CsvReadResult Read(byte[] bytes, CsvReadOptions? options = null)
    {
        using var stream = new MemoryStream(bytes);
        return TableCsvReader.Read(stream, options);
    }

    public static byte[] WriteBytes(Data.Table table, CsvWriteOptions? options = null)
    {
        using var stream = new MemoryStream();
        TableCsvWriter.Write(table, stream, options);
        return stream.ToArray();
    }

    public static string Write(Data.Table table, CsvWriteOptions? options = null) => Encoding.UTF8.GetString(WriteBytes(table, options));

    public static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal)) gzip.Write(bytes);
        return compressed.ToArray();
    }
}
