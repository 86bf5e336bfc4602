namespace Anomaly.Detection.Tool.Files;

/// <summary>A stream that can be read forward, from whose beginning bytes may be looked at before: they come again.</summary>
internal sealed class Replay(Stream source) : Stream
{
    private readonly MemoryStream _seen = new();
    private bool _isLooking = true;
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>From now on all comes from the beginning.</summary>
    public void Begin() => _isLooking = false;

    public override int Read(Span<byte> buffer)
    {
        if (_isLooking)
        {
            int count = source.Read(buffer);
            _seen.Write(buffer[..count]);
            return count;
        }

        ReadOnlySpan<byte> rest = _seen.GetBuffer().AsSpan(0, (int)_seen.Length)[_position..];
        if (rest.IsEmpty) return source.Read(buffer);
        rest = rest[..Math.Min(rest.Length, buffer.Length)];
        rest.CopyTo(buffer);
        _position += rest.Length;
        return rest.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
