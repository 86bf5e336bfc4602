using System.Globalization;
using System.Numerics;

namespace Anomaly.Detection.Numerics;

/// <summary>The one grammar of numbers written as text, whatever the culture of the machine.</summary>
/// <remarks>
/// <code>
/// number   = [ "+" | "-" ] ( digits [ "." [ digits ] ] | "." digits ) [ ( "e" | "E" ) [ "+" | "-" ] digits ]
/// digits   = one or more of 0 … 9
/// </code>
/// Nothing else is a number: no spaces, no thousands separators, no <c>nan</c> or <c>Infinity</c>, no hexadecimal, no digits
/// of other scripts. A text whose value is not finite (<c>1e400</c>) is refused too, and so is one of more than 400
/// characters.
/// </remarks>
public static class NumberText
{
    /// <summary>Enough for what <see cref="Format"/> writes (sign, 17 digits, point, an exponent of five characters) and for a decimal (sign, 29 digits, point).</summary>
    internal const int LongestFormat = 32;

    private const int LongestText = 400;

    // Powers of ten that a double holds exactly.
    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Reads a whole text as a number.</summary>
    /// <param name="text">The text, in UTF-16.</param>
    /// <param name="value">The nearest double; 0 when the text is not a number.</param>
    /// <returns>Whether the text is a number of the grammar with a finite value.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out double value) => TryParse(text, out value, out _);

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out double)"/>
    /// <param name="text">The text, in UTF-8.</param>
    /// <param name="value">The nearest double; 0 when the text is not a number.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) => TryParse(text, out value, out _);

    /// <summary>Writes a number so that reading it gives the same double: the shortest such text.</summary>
    /// <param name="value">A finite number.</param>
    /// <returns>The text.</returns>
    public static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Writes what <see cref="Format"/> gives, in UTF-8.</summary>
    /// <param name="value">A finite number.</param>
    /// <param name="utf8Destination">Receives the text; <see cref="LongestFormat"/> bytes are always enough.</param>
    /// <returns>The length of the text.</returns>
    internal static int FormatUtf8(double value, Span<byte> utf8Destination) =>
        value.TryFormat(utf8Destination, out int length, "R", CultureInfo.InvariantCulture) ? length : throw new ArgumentException("The destination is too short.", nameof(utf8Destination));

    /// <summary>Reads a number and tells whether <see cref="Format"/> would give back the very same text.</summary>
    /// <param name="text">The text, in UTF-8 or UTF-16.</param>
    /// <param name="value">The nearest double; 0 when the text is not a number.</param>
    /// <param name="isCanonical">True only if the text is certainly what <see cref="Format"/> writes for the value.</param>
    /// <returns>Whether the text is a number of the grammar with a finite value.</returns>
    internal static bool TryParse<TChar>(ReadOnlySpan<TChar> text, out double value, out bool isCanonical)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        value = 0;
        isCanonical = false;
        int position = 0;
        bool isNegative = false;
        if (text.Length > 0 && (text[0] == TChar.CreateTruncating('-') || text[0] == TChar.CreateTruncating('+')))
        {
            isNegative = text[0] == TChar.CreateTruncating('-');
            position = 1;
        }

        int start = position;
        ulong mantissa = 0;
        position = ReadDigits(text, position, ref mantissa);
        int integerDigits = position - start;
        int fractionDigits = 0;
        bool hasPoint = position < text.Length && text[position] == TChar.CreateTruncating('.');
        if (hasPoint)
        {
            int point = position;
            position = ReadDigits(text, point + 1, ref mantissa);
            fractionDigits = position - point - 1;
        }

        if (integerDigits + fractionDigits == 0) return false;
        if (position < text.Length) return TryParseExponent(text, position, out value);

        // Up to 15 digits the mantissa and the power of ten are exact, so one correctly rounded division gives the nearest
        // double (Clinger, 1990), and no shorter text means the same double.
        if (integerDigits + fractionDigits > 15) return TryParseSlowly(text, out value);
        double magnitude = mantissa / PowersOfTen[fractionDigits];
        value = isNegative ? -magnitude : magnitude;
        isCanonical = mantissa != 0
            ? (start == 0 || isNegative) && IsCanonicalDigits(text[start..], integerDigits, hasPoint, fractionDigits)
            : text.Length == 1;
        return true;
    }

    private static int ReadDigits<TChar>(ReadOnlySpan<TChar> text, int position, ref ulong mantissa)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        while (position < text.Length)
        {
            uint digit = uint.CreateTruncating(text[position]) - '0';
            if (digit > 9) break;
            mantissa = (mantissa * 10) + digit;
            position++;
        }

        return position;
    }

    private static bool TryParseExponent<TChar>(ReadOnlySpan<TChar> text, int position, out double value)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        value = 0;
        if ((uint.CreateTruncating(text[position]) | 0x20) != 'e') return false;
        position++;
        if (position < text.Length && (text[position] == TChar.CreateTruncating('-') || text[position] == TChar.CreateTruncating('+'))) position++;
        ulong exponent = 0;
        int end = ReadDigits(text, position, ref exponent);
        return end > position && end == text.Length && TryParseSlowly(text, out value);
    }

    private static bool TryParseSlowly<TChar>(ReadOnlySpan<TChar> text, out double value)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        // The grammar is proven by now; the styles only name what may be there.
        const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        value = 0;
        if (text.Length > LongestText) return false;
        Span<byte> utf8 = stackalloc byte[text.Length];
        for (int i = 0; i < utf8.Length; i++) utf8[i] = byte.CreateTruncating(text[i]);
        if (double.TryParse(utf8, Styles, CultureInfo.InvariantCulture, out value) && double.IsFinite(value)) return true;
        value = 0;
        return false;
    }

    // Without exponent, zeros that say nothing, or the small magnitudes that are written with an exponent.
    private static bool IsCanonicalDigits<TChar>(ReadOnlySpan<TChar> unsigned, int integerDigits, bool hasPoint, int fractionDigits)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        TChar zero = TChar.CreateTruncating('0');
        if (integerDigits == 0) return false;
        bool isBelowOne = unsigned[0] == zero;
        if (isBelowOne && (integerDigits > 1 || !hasPoint)) return false;
        if (hasPoint && (fractionDigits == 0 || unsigned[^1] == zero)) return false;

        // 0.0001 is written so, 0.00001 is not; the digits are not all zeros.
        return !isBelowOne || unsigned[2] != zero || unsigned[3] != zero || unsigned[4] != zero || unsigned[5] != zero;
    }
}
