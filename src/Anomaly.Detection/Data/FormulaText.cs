using System.Buffers;

namespace Anomaly.Detection.Data;

/// <summary>Keeps texts from being run as formulas by a spreadsheet that opens a CSV file, and tells which texts were guarded.</summary>
/// <remarks>
/// A text is guarded by a leading apostrophe when it begins with <c>= + - @</c>, a tab, CR or LF, one of their full-width twins, or an
/// apostrophe. That last rule makes the mapping one to one: what begins with apostrophe + one of these was guarded, all else was not.
/// The empty text, which an empty cell cannot say (that is missing), is written as the apostrophe alone.
/// </remarks>
public static class FormulaText
{
    /// <summary>What is put before a text to guard it: an apostrophe.</summary>
    public const char Guard = '\'';

    private static readonly SearchValues<char> Starters = SearchValues.Create("=+-@\t\r\n'＝＋－＠");

    /// <summary>Whether a text has to be guarded.</summary>
    /// <param name="text">A text, in UTF-16; may be empty.</param>
    /// <returns>True when a spreadsheet might run it, when it would be taken for a guarded one, and when it is empty.</returns>
    public static bool NeedsGuard(ReadOnlySpan<char> text) => text.IsEmpty || Starters.Contains(text[0]);

    /// <summary>Whether a cell of a CSV file is a guarded text.</summary>
    /// <param name="cell">The cell without its quotes, in UTF-8.</param>
    /// <returns>True when the text without its first character is what was written.</returns>
    public static bool IsGuarded(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty || cell[0] != Guard) return false;
        if (cell.Length == 1) return true;
        return cell[1] switch
        {
            (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)Guard => true,
            0xEF => cell[1..].StartsWith("＝"u8) || cell[1..].StartsWith("＋"u8) || cell[1..].StartsWith("－"u8) || cell[1..].StartsWith("＠"u8),
            _ => false,
        };
    }
}
