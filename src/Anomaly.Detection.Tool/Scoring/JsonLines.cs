namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Lines of a text, without what ends them; empty ones are left out.</summary>
/// <param name="Text">Bytes of UTF-8.</param>
/// <param name="Lines">Where lines begin in them, how long they are, and their numbers in the file, the first being 1.</param>
internal sealed record JsonLines(ReadOnlyMemory<byte> Text, IReadOnlyList<(int Start, int Length, long Number)> Lines)
{
    public ReadOnlyMemory<byte> this[int index] => Text.Slice(Lines[index].Start, Lines[index].Length);
}
