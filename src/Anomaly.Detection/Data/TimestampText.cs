using System.Buffers;
using System.Globalization;
using System.Text;

namespace Anomaly.Detection.Data;

/// <summary>Timestamps as text (ISO 8601, the forms of RFC 3339) and as seconds since 1970-01-01T00:00:00 UTC.</summary>
/// <remarks>
/// Accepted: <c>yyyy-MM-dd</c>, or that followed by <c>T</c> or a space and <c>HH:mm</c>, <c>HH:mm:ss</c> or <c>HH:mm:ss.fffffff</c>
/// (1 to 7 decimals), then nothing, <c>Z</c> or an offset <c>±HH:mm</c>. Without an offset the time is taken as UTC.
/// </remarks>
public static class TimestampText
{
    /// <summary>The longest text of an accepted form: date, time, 7 decimals and an offset.</summary>
    internal const int LongestText = 33;

    private const int ShortestText = 10;

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a timestamp.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00 UTC; 0 when the text is not a timestamp.</param>
    /// <returns>Whether the text is a timestamp of one of the accepted forms.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out double seconds) =>
        TimestampForm.TryParse(text, out seconds, out _) || TryParseRareForm(text, out seconds);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out double)"/>
    /// <param name="utf8Text">The text, in UTF-8.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00 UTC; 0 when the text is not a timestamp.</param>
    internal static bool TryParse(ReadOnlySpan<byte> utf8Text, out double seconds)
    {
        if (TimestampForm.TryParse(utf8Text, out seconds, out _)) return true;
        if (utf8Text.Length > LongestText) return false;
        Span<char> text = stackalloc char[LongestText];
        return Ascii.ToUtf16(utf8Text, text, out int length) == OperationStatus.Done && TryParseRareForm(text[..length], out seconds);
    }

    /// <summary>Seconds since 1970-01-01T00:00:00 UTC of a time whose kind is UTC or unspecified; a local time is converted first.</summary>
    /// <param name="time">The time.</param>
    /// <returns>The seconds.</returns>
    public static double ToSeconds(DateTime time)
    {
        DateTime utc = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;

        // Whole seconds apart from the rest: the ticks of today are more than a double holds.
        (long whole, long rest) = Math.DivRem(utc.Ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerSecond);
        return whole + (rest / (double)TimeSpan.TicksPerSecond);
    }

    /// <summary>Writes a timestamp: the date alone at midnight, else date and time with up to 7 decimals, in UTC.</summary>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00 UTC.</param>
    /// <returns>A text that <see cref="TryParse(ReadOnlySpan{char}, out double)"/> reads.</returns>
    public static string Format(double seconds)
    {
        DateTime time = TimeOf(seconds);
        return time.ToString(FormatOf(time), CultureInfo.InvariantCulture);
    }

    /// <summary>Writes what <see cref="Format"/> gives, in UTF-8.</summary>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00 UTC.</param>
    /// <param name="utf8Destination">Receives the text; <see cref="LongestText"/> bytes are always enough.</param>
    /// <returns>The length of the text.</returns>
    internal static int FormatUtf8(double seconds, Span<byte> utf8Destination)
    {
        DateTime time = TimeOf(seconds);
        return time.TryFormat(utf8Destination, out int length, FormatOf(time), CultureInfo.InvariantCulture) ? length : throw new ArgumentException("The destination is too short.", nameof(utf8Destination));
    }

    private static bool TryParseRareForm(ReadOnlySpan<char> text, out double seconds)
    {
        seconds = 0;
        if (text.Length is < ShortestText or > LongestText || text[4] != '-' || text[7] != '-') return false;
        if (!IsStrict(text[ShortestText..])) return false;

        // Not DateTime, which wraps 0001-01-01T00:00+14:00 round into another day.
        if (!DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)) return false;
        seconds = ToSeconds(time.UtcDateTime);
        return true;
    }

    private static DateTime TimeOf(double seconds)
    {
        double whole = Math.Floor(seconds);
        return DateTime.UnixEpoch.AddTicks(((long)whole * TimeSpan.TicksPerSecond) + (long)Math.Round((seconds - whole) * TimeSpan.TicksPerSecond));
    }

    private static string FormatOf(DateTime time) => time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFFF";

    // The formats alone would let a point without decimals and an offset without colon pass.
    private static bool IsStrict(ReadOnlySpan<char> afterDate)
    {
        int point = afterDate.IndexOf('.');
        if (point >= 0 && (point + 1 == afterDate.Length || !char.IsAsciiDigit(afterDate[point + 1]))) return false;
        int sign = afterDate.LastIndexOfAny('+', '-');
        return sign < 0 || (afterDate.Length - sign == 6 && afterDate[^3] == ':');
    }
}
