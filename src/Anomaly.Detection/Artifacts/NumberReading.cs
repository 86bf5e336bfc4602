namespace Anomaly.Detection.Artifacts;

/// <summary>What is kept while all lines of numbers of a file are read: long numbers met before, and which lines are proven.</summary>
internal sealed class NumberReading
{
    private readonly LongNumbers _doubles = new();
    private readonly LongNumbers _singles = new();

    public ProvenLines Proven { get; } = new();

    /// <inheritdoc cref="NumberSpelling.TryRead(ReadOnlySpan{byte}, out double, out bool)"/>
    public bool TryRead(ReadOnlySpan<byte> text, out double value, out bool isOwn)
    {
        // Up to 15 digits and a point, reading is as fast as finding.
        bool isLong = text.Length > 16;
        if (isLong && _doubles.TryFind(text, out value)) return isOwn = true;
        if (!NumberSpelling.TryRead(text, out value, out isOwn)) return false;
        if (isLong && isOwn) _doubles.Remember(text, value);
        return true;
    }

    /// <inheritdoc cref="NumberSpelling.TryRead(ReadOnlySpan{byte}, out float, out bool)"/>
    public bool TryRead(ReadOnlySpan<byte> text, out float value, out bool isOwn)
    {
        bool isLong = text.Length >= LongNumbers.ShortestText;
        if (isLong && _singles.TryFind(text, out double known))
        {
            value = (float)known;
            return isOwn = true;
        }

        if (!NumberSpelling.TryRead(text, out value, out isOwn)) return false;
        if (isLong && isOwn) _singles.Remember(text, value);
        return true;
    }
}
