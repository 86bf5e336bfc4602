using System.Security.Cryptography;

namespace Anomaly.Detection.Artifacts;

/// <summary>Passes bytes to a stream and takes their SHA-256.</summary>
internal sealed class HashingSink(Stream destination) : ByteSink, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _length;

    /// <summary>The hash of everything written so far.</summary>
    /// <param name="hash">Receives 32 bytes.</param>
    public void TakeHash(Span<byte> hash)
    {
        DrainChunk();
        _hash.GetCurrentHash(hash);
    }

    public void Dispose() => _hash.Dispose();

    protected override void Drain(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        SaveLimits.CheckBytes(_length + FileSeal.Length);
        _hash.AppendData(bytes);
        destination.Write(bytes);
    }
}
