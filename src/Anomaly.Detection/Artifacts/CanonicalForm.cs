using System.Globalization;

namespace Anomaly.Detection.Artifacts;

/// <summary>Proves that a file is, byte for byte, what saving the artefact read from it would write.</summary>
/// <remarks>
/// So two readers cannot see two models in one file, and loading and saving never changes a file. The artefact is written again and compared
/// with the file. Long lines of numbers, nearly all of a file, are passed over where the reader found each number in its one spelling:
/// what would be written there is known.
/// </remarks>
internal static class CanonicalForm
{
    public static void Check(ReadOnlyMemory<byte> body, DetectorArtifact artifact, ProvenLines proven)
    {
        var sink = new ComparingSink(body, proven);
        ModelFile.WriteBody(artifact, sink);
        sink.Finish();
    }

    private sealed class ComparingSink(ReadOnlyMemory<byte> expected, ProvenLines proven) : ByteSink
    {
        private int _position;

        public void Finish()
        {
            DrainChunk();
            if (_position != expected.Length) Throw(_position);
        }

        public override bool TrySkipLine()
        {
            DrainChunk();
            int length = proven.LengthAt(_position);
            _position += length;
            return length > 0;
        }

        protected override void Drain(ReadOnlySpan<byte> bytes)
        {
            ReadOnlySpan<byte> rest = expected.Span[_position..];
            int equal = bytes.CommonPrefixLength(rest);
            _position += equal;
            if (equal < bytes.Length) Throw(_position);
        }

        private void Throw(int position)
        {
            ReadOnlySpan<byte> file = expected.Span;
            int line = file[..position].Count((byte)'\n') + 1;
            ReadOnlySpan<byte> found = file.Slice(position, Math.Min(16, file.Length - position));
            throw new ModelFormatException("not-canonical", "", string.Create(CultureInfo.InvariantCulture, $"byte {position} (line {line}), at {ModelFormatException.Quote(found)}, is not spelled as this library writes it"));
        }
    }
}
