using Anomaly.Detection.Data;

namespace Anomaly.Detection.Csv;

/// <summary>Hands on the bytes of a stream after a look at the first of them, and refuses what is plainly not UTF-8 text.</summary>
/// <remarks>The parser would silently transcode UTF-16, and take compressed bytes for cells.</remarks>
internal sealed class Utf8Source(Stream source) : ForwardStream
{
    private bool _isBegun;

    public override int Read(Span<byte> buffer)
    {
        if (_isBegun) return source.Read(buffer);
        _isBegun = true;
        int count = source.ReadAtLeast(buffer, Math.Min(4, buffer.Length), throwOnEndOfStream: false);
        ReadOnlySpan<byte> head = buffer[..count];
        if (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]))
        {
            throw new RecordFormatException("utf-16", "the file is UTF-16 (it begins with that byte order mark); save it as UTF-8");
        }

        if (head.StartsWith<byte>([0x1F, 0x8B])) throw new RecordFormatException("is-gzip", "the data is compressed with gzip; set the option Gzip, or name the file .gz");
        if (head.StartsWith("PK\u0003\u0004"u8)) throw new RecordFormatException("is-zip", "the data is a zip archive or a spreadsheet (.xlsx), not CSV; save it as CSV in UTF-8");
        return count;
    }
}
