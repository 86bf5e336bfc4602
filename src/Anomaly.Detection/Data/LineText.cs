namespace Anomaly.Detection.Data;

/// <summary>Texts that must fit on a line.</summary>
internal static class LineText
{
    private const char Ellipsis = '…';

    /// <summary>The text with a space for each control character.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character));

    /// <summary>Takes the middle out of a name that is too long: names of a grid differ at their ends. Half a surrogate pair is never left.</summary>
    public static string Shorten(string text, int width)
    {
        if (text.Length <= width) return text;
        int head = width / 2, tail = text.Length - (width - 1 - head);
        if (char.IsHighSurrogate(text[head - 1])) head--;
        if (tail < text.Length && char.IsLowSurrogate(text[tail])) tail++;
        return string.Concat(text.AsSpan(0, head), [Ellipsis], text.AsSpan(tail));
    }
}
