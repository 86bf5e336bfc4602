using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Artifacts;

/// <summary>A number as its text says it, ± <see cref="Digits"/> · 10^−<see cref="Scale"/>, where the text has the form of a spelling.</summary>
/// <remarks>
/// Form is all but the digits: no plus sign, no zero that says nothing, an exponent exactly where the platform writes one. Which digits are
/// the right ones is for <see cref="ShortestDigits"/> to prove.
/// </remarks>
internal readonly struct DecimalText
{
    /// <summary>More digits than any spelling has are not counted right.</summary>
    public const int MostDigits = 17;

    private DecimalText(ulong digits, int digitCount, int scale, bool isNegative)
    {
        Digits = digits;
        DigitCount = digitCount;
        Scale = scale;
        IsNegative = isNegative;
    }

    /// <summary>All digits as one whole number, which does not end in 0.</summary>
    public ulong Digits { get; }

    /// <summary>How many they are, at most <see cref="MostDigits"/>, without zeros in front.</summary>
    public int DigitCount { get; }

    /// <summary>How many of them stand behind the point; negative where zeros are to be added.</summary>
    public int Scale { get; }

    /// <summary>Whether a minus stands before them.</summary>
    public bool IsNegative { get; }

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">A text.</param>
    /// <param name="plainDigits">So many digits before the point need no exponent: 15 for a double, 7 for a float.</param>
    /// <param name="number">The number.</param>
    /// <returns>Whether the text certainly has the form of a spelling. Zeros and exponents of three digits are left out.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> text, int plainDigits, out DecimalText number)
    {
        number = default;
        bool isNegative = text.Length > 0 && text[0] == '-';
        if (isNegative) text = text[1..];
        ulong digits = 0;
        int whole = ReadDigits(text, ref digits);
        if (whole == 0 || whole > MostDigits) return false;
        ReadOnlySpan<byte> rest = text[whole..];
        int fraction = 0;
        if (rest.Length > 0 && rest[0] == '.')
        {
            fraction = ReadDigits(rest[1..], ref digits);
            if (fraction == 0 || rest[fraction] == '0') return false;
            rest = rest[(fraction + 1)..];
        }

        bool isBelowOne = text[0] == '0';
        if (isBelowOne && (whole > 1 || fraction == 0)) return false;
        int digitCount = isBelowOne ? fraction - LeadingZeros(text[2..]) : whole + fraction;
        if (digitCount > MostDigits) return false;
        int exponent = 0;
        bool hasForm = rest.IsEmpty
            ? isBelowOne ? fraction - digitCount < 4 : whole <= plainDigits
            : !isBelowOne && whole == 1 && TryReadExponent(rest, out exponent) && (exponent <= -5 || exponent >= plainDigits);

        // The last zeros of a whole number only tell its size.
        int zeros = 0;
        while (fraction == 0 && digits % 10 == 0)
        {
            digits /= 10;
            zeros++;
        }

        number = new DecimalText(digits, digitCount - zeros, fraction - zeros - exponent, isNegative);
        return hasForm;
    }

    private static bool TryReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if (text.Length != 4 || text[0] != 'E' || text[1] is not ((byte)'+' or (byte)'-')) return false;
        uint tens = (uint)text[2] - '0';
        uint ones = (uint)text[3] - '0';
        exponent = (int)((10 * tens) + ones);
        if (text[1] == '-') exponent = -exponent;
        return tens <= 9 && ones <= 9;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int ReadDigits(ReadOnlySpan<byte> text, ref ulong digits)
    {
        int position = 0;
        while (text.Length - position >= sizeof(ulong))
        {
            ulong window = BinaryPrimitives.ReadUInt64LittleEndian(text[position..]);
            if (!EightDigits.Are(window)) break;
            digits = (digits * 100_000_000) + EightDigits.Value(window);
            position += sizeof(ulong);
        }

        while (position < text.Length)
        {
            uint digit = (uint)text[position] - '0';
            if (digit > 9) break;
            digits = (digits * 10) + digit;
            position++;
        }

        return position;
    }

    private static int LeadingZeros(ReadOnlySpan<byte> fraction)
    {
        int count = 0;
        while (count < fraction.Length && fraction[count] == '0') count++;
        return count;
    }
}
