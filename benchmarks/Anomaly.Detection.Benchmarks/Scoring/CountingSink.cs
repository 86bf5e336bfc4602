using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>Counts the bytes of a file that nobody needs.</summary>
internal sealed class CountingSink : ByteSink
{
    public long Length { get; private set; }

    protected override void Drain(ReadOnlySpan<byte> bytes) => Length += bytes.Length;
}
