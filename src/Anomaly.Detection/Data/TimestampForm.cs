using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>How a timestamp was written, so that its text follows from its value: the common forms, read without an allocation.</summary>
/// <remarks>
/// <code>yyyy-MM-dd [ ( "T" | " " ) HH:mm:ss [ "." 1 to 3 digits ] [ "Z" ] ]</code>
/// A subset of <see cref="TimestampText"/> with the same values. Seconds of the years 1 to 9999 hold milliseconds exactly enough to be
/// written back; finer fractions would not be.
/// </remarks>
/// <param name="Delimiter">What stands between date and time; NUL where there is no time.</param>
/// <param name="Decimals">Digits after the decimal point, 0 to 3.</param>
/// <param name="IsUtc">Whether a <c>Z</c> follows.</param>
internal readonly record struct TimestampForm(char Delimiter, int Decimals, bool IsUtc)
{
    private const int DateLength = 10;
    private const int TimeLength = 19;
    private const int MostDecimals = 3;

    public static bool TryParse(ReadOnlySpan<byte> text, out double seconds, out TimestampForm form)
    {
        seconds = 0;
        form = default;
        if (text.Length < DateLength || text[4] != '-' || text[7] != '-') return false;
        int year = (Two(text, 0) * 100) + Two(text, 2), month = Two(text, 5), day = Two(text, 8);
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return false;
        long ticks = new DateTime(year, month, day).Ticks;
        if (text.Length > DateLength && !TryParseTime(text, ref ticks, out form)) return false;
        seconds = TimestampText.ToSeconds(new DateTime(ticks, DateTimeKind.Utc));
        return true;
    }

    /// <summary>The text of this form that stands for the seconds, if they were read from one.</summary>
    public string Format(double seconds)
    {
        long ticks = DateTime.UnixEpoch.Ticks + ((long)Math.Round(seconds * 1000) * TimeSpan.TicksPerMillisecond);
        var time = new DateTime(ticks, DateTimeKind.Utc);
        if (Delimiter == '\0') return time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string format = $"yyyy-MM-dd'{Delimiter}'HH:mm:ss{(Decimals == 0 ? "" : "." + new string('f', Decimals))}{(IsUtc ? "'Z'" : "")}";
        return time.ToString(format, CultureInfo.InvariantCulture);
    }

    private static bool TryParseTime(ReadOnlySpan<byte> text, ref long ticks, out TimestampForm form)
    {
        form = default;
        if (text.Length < TimeLength || text[10] is not ((byte)'T' or (byte)' ') || text[13] != ':' || text[16] != ':') return false;
        int hour = Two(text, 11), minute = Two(text, 14), second = Two(text, 17);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        int position = TimeLength, decimals = 0, fraction = 0;
        if (position < text.Length && text[position] == '.')
        {
            for (position++; position < text.Length && char.IsAsciiDigit((char)text[position]); position++, decimals++)
            {
                if (decimals == MostDecimals) return false;
                fraction = (fraction * 10) + text[position] - '0';
            }

            if (decimals == 0) return false;
        }

        bool isUtc = position < text.Length && text[position] == 'Z';
        if (isUtc) position++;
        if (position != text.Length) return false;
        for (int missing = decimals; missing < MostDecimals; missing++) fraction *= 10;
        ticks += (((hour * 60L) + minute) * 60 + second) * TimeSpan.TicksPerSecond + (fraction * TimeSpan.TicksPerMillisecond);
        form = new TimestampForm((char)text[10], decimals, isUtc);
        return true;
    }

    // Two digits as a number, or a number so low that every sum with it stays negative.
    private static int Two(ReadOnlySpan<byte> text, int position)
    {
        uint tens = (uint)(text[position] - '0'), ones = (uint)(text[position + 1] - '0');
        return tens > 9 || ones > 9 ? -1_000_000 : (int)((tens * 10) + ones);
    }
}
