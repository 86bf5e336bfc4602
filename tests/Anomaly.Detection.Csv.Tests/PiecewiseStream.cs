namespace Anomaly.Detection.Csv.Tests;

/// <summary>Gives its bytes in pieces, as a network does.</summary>
internal sealed class PiecewiseStream(byte[] bytes, int pieceLength) : MemoryStream(bytes)
{
    public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, pieceLength)]);

    public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, pieceLength));
}
