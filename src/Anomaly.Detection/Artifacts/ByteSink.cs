namespace Anomaly.Detection.Artifacts;

/// <summary>Takes the bytes of a file in the making, a chunk at a time, so that a model of any size is written in constant memory.</summary>
internal abstract class ByteSink
{
    private const int ChunkLength = 64 * 1024;

    private readonly byte[] _chunk = new byte[ChunkLength];
    private int _count;

    /// <summary>Room for bytes that are written by hand; finish with <see cref="Advance"/>.</summary>
    /// <param name="length">At most a few hundred bytes.</param>
    public Span<byte> Reserve(int length)
    {
        if (_chunk.Length - _count < length) DrainChunk();
        return _chunk.AsSpan(_count);
    }

    public void Advance(int written) => _count += written;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_count == _chunk.Length) DrainChunk();
            int part = Math.Min(bytes.Length, _chunk.Length - _count);
            bytes[..part].CopyTo(_chunk.AsSpan(_count));
            _count += part;
            bytes = bytes[part..];
        }
    }

    /// <summary>Hands on what is still held.</summary>
    public void DrainChunk()
    {
        Drain(_chunk.AsSpan(0, _count));
        _count = 0;
    }

    /// <summary>Whether the numbers of the line that begins here are known to be right and need not be written.</summary>
    public virtual bool TrySkipLine() => false;

    protected abstract void Drain(ReadOnlySpan<byte> bytes);
}
