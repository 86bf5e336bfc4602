using System.Globalization;
using System.Numerics;

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

    /// <summary>Reads a timestamp of one of these forms.</summary>
    /// <param name="text">The text, in UTF-8 or UTF-16.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00 UTC; 0 when the text has none of the forms.</param>
    /// <param name="form">Which form it has.</param>
    public static bool TryParse<TChar>(ReadOnlySpan<TChar> text, out double seconds, out TimestampForm form)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        seconds = 0;
        form = default;
        if (text.Length < DateLength || At(text, 4) != '-' || At(text, 7) != '-') return false;
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

    private static bool TryParseTime<TChar>(ReadOnlySpan<TChar> text, ref long ticks, out TimestampForm form)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        form = default;
        if (text.Length < TimeLength || At(text, 10) is not ('T' or ' ') || At(text, 13) != ':' || At(text, 16) != ':') return false;
        int hour = Two(text, 11), minute = Two(text, 14), second = Two(text, 17);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        int position = TimeLength, decimals = 0, fraction = 0;
        if (position < text.Length && At(text, position) == '.')
        {
            for (position++; position < text.Length && char.IsAsciiDigit(At(text, position)); position++, decimals++)
            {
                if (decimals == MostDecimals) return false;
                fraction = (fraction * 10) + At(text, position) - '0';
            }

            if (decimals == 0) return false;
        }

        bool isUtc = position < text.Length && At(text, position) == 'Z';
        if (isUtc) position++;
        if (position != text.Length) return false;
        for (int missing = decimals; missing < MostDecimals; missing++) fraction *= 10;
        ticks += (((hour * 60L) + minute) * 60 + second) * TimeSpan.TicksPerSecond + (fraction * TimeSpan.TicksPerMillisecond);
        form = new TimestampForm(At(text, 10), decimals, isUtc);
        return true;
    }

    private static char At<TChar>(ReadOnlySpan<TChar> text, int position)
        where TChar : unmanaged, IBinaryInteger<TChar> => (char)ushort.CreateTruncating(text[position]);

    // Two digits as a number, or a number so low that every sum with it stays negative.
    private static int Two<TChar>(ReadOnlySpan<TChar> text, int position)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        uint tens = (uint)(At(text, position) - '0'), ones = (uint)(At(text, position + 1) - '0');
        return tens > 9 || ones > 9 ? -1_000_000 : (int)((tens * 10) + ones);
    }
}
