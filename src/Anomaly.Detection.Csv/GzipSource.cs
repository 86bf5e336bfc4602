using System.IO.Compression;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Csv;

/// <summary>Decompresses gzip, and refuses a file that was cut off.</summary>
/// <remarks>
/// <see cref="GZipStream"/> ends without a word where its input ends, so half a download would read as a shorter table. Therefore a
/// small member is appended to the compressed bytes. Gzip allows several members, and only if the last one of the file is complete does
/// the appended one come out at the end. Its text is held back and never handed on.
/// </remarks>
internal sealed class GzipSource : ForwardStream
{
    private static readonly byte[] EndMark = "\0end of Anomaly.Detection source\0"u8.ToArray();
    private static readonly byte[] EndMember = Compress(EndMark);

    private readonly GZipStream _gzip;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    public GzipSource(Stream compressed) => _gzip = new GZipStream(new Joined(compressed, EndMember), CompressionMode.Decompress);

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;

        // Invariant: unless the end was seen, the last bytes of the buffer may be the mark and stay there.
        while (!_isAtEnd && _end - _start <= EndMark.Length) Fill();
        int count = Math.Min(buffer.Length, _end - _start - (_isAtEnd ? 0 : EndMark.Length));
        _buffer.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _gzip.Dispose();
        base.Dispose(disposing);
    }

    private void Fill()
    {
        Span<byte> held = _buffer.AsSpan(_start, _end - _start);
        held.CopyTo(_buffer);
        _end = held.Length;
        _start = 0;
        int count;
        try
        {
            count = _gzip.Read(_buffer, _end, _buffer.Length - _end);
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }

        _end += count;
        if (count > 0) return;
        if (!_buffer.AsSpan(0, _end).EndsWith(EndMark)) throw Damaged(null);
        _end -= EndMark.Length;
        _isAtEnd = true;
    }

    private static RecordFormatException Damaged(InvalidDataException? exception) =>
        new("not-gzip", "the data is not gzip, is damaged, or was cut off before its end", innerException: exception);

    private static byte[] Compress(byte[] text)
    {
        using var member = new MemoryStream();
        using (var gzip = new GZipStream(member, CompressionLevel.Fastest)) gzip.Write(text);
        return member.ToArray();
    }

    /// <summary>The bytes of a stream, then those of an array. Disposing it leaves the stream open.</summary>
    private sealed class Joined(Stream first, byte[] second) : ForwardStream
    {
        private bool _isPastFirst;
        private int _position;

        public override int Read(Span<byte> buffer)
        {
            if (!_isPastFirst)
            {
                int count = first.Read(buffer);
                if (count > 0 || buffer.IsEmpty) return count;
                _isPastFirst = true;
            }

            ReadOnlySpan<byte> rest = second.AsSpan(_position);
            rest = rest[..Math.Min(rest.Length, buffer.Length)];
            rest.CopyTo(buffer);
            _position += rest.Length;
            return rest.Length;
        }
    }
}
