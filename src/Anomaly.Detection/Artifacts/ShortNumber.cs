using System.Numerics;
using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Artifacts;

/// <summary>Numbers of at most seven characters, nearly all of a file, read as one word and without a branch for their length.</summary>
/// <remarks>
/// The window is the eight bytes from the number's first on, in little-endian order; the number ends at the first comma. Only a number in its
/// one spelling is read here: all else, faults too, is for <see cref="NumberSpelling"/>, which takes one text at a time.
/// </remarks>
internal static class ShortNumber
{
    private const ulong EachByte = 0x0101_0101_0101_0101;

    // At most five digits follow the point of a number in its own spelling.
    private static ReadOnlySpan<double> PowersOfTen => [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7];

    /// <summary>Reads a whole number.</summary>
    /// <param name="window">The number and what follows it.</param>
    /// <param name="value">The number.</param>
    /// <returns>How many characters it has; 0 when it cannot be read here.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryReadWhole(ulong window, out int value)
    {
        int length = Find(',', window);
        int sign = (byte)window == '-' ? 1 : 0;
        int digitCount = length - sign;
        value = 0;
        if (length == 8 || digitCount == 0) return 0;
        window >>= 8 * sign;
        ulong digits = AlignRight(window, digitCount);
        bool isZeroLed = (byte)window == '0' && (digitCount + sign) > 1;
        if (isZeroLed || !EightDigits.Are(digits)) return 0;
        int magnitude = (int)EightDigits.Value(digits);
        value = (magnitude ^ -sign) + sign;
        return length;
    }

    /// <summary>Reads a number without exponent.</summary>
    /// <param name="window">The number and what follows it.</param>
    /// <param name="value">The nearest double. Its nearest float is the nearest to the text, too.</param>
    /// <returns>How many characters it has, which are its spelling both as a double and as a float; 0 when it cannot be read here.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int TryRead(ulong window, out double value)
    {
        // A float tells all decimals of 6 digits apart (FLT_DIG), and all whole numbers of 7; seven characters hold no more. None of them is
        // so near the middle between two floats that rounding to a double first would tell: with five digits behind the point it is 1/(10⁵·2²⁵)
        // of itself away.
        int length = Find(',', window);
        ulong sign = (byte)window == '-' ? 1UL : 0;
        value = 0;
        int characters = length - (int)sign;
        if (length == 8 || characters == 0) return 0;
        window >>= 8 * (int)sign;

        // Without its point the text is a whole number: what stands behind the point moves one place forward.
        int point = Math.Min(Find('.', window), characters);
        int hasPoint = point < characters ? 1 : 0;
        int digitCount = characters - hasPoint;
        if (digitCount == 0) return 0;
        int fractionDigits = characters - point - hasPoint;
        ulong beforePoint = (1UL << (8 * point)) - 1;
        ulong digits = hasPoint == 0 ? window : (window & beforePoint) | ((window >> 8) & ~beforePoint);
        byte first = (byte)window;
        byte last = (byte)(window >> (8 * (characters - 1)));
        digits = AlignRight(digits, digitCount);
        if (!EightDigits.Are(digits)) return 0;
        uint magnitude = EightDigits.Value(digits);

        // 0.00001 has an exponent in its own spelling, and a negative zero is rare.
        bool isOwn = hasPoint == 0
            ? first != '0' || characters + (int)sign == 1
            : (first != '0' ? point > 0 : point == 1) && last is not ((byte)'0' or (byte)'.') && (fractionDigits < 5 || magnitude >= 10);
        if (!isOwn) return 0;
        double quotient = magnitude / PowersOfTen[fractionDigits];
        value = BitConverter.UInt64BitsToDouble(BitConverter.DoubleToUInt64Bits(quotient) | (sign << 63));
        return length;
    }

    // Index of a character among the eight; 8 where it is not.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Find(char character, ulong window)
    {
        // A byte that becomes 0 is borrowed from; what is above the first of them may be wrong, but only the first is asked for.
        ulong differences = window ^ (character * EachByte);
        return BitOperations.TrailingZeroCount((differences - EachByte) & ~differences & (0x80 * EachByte)) >> 3;
    }

    // The digits at the upper end of the word, zeros below.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AlignRight(ulong digits, int count) => (digits << (64 - (8 * count))) | (EightDigits.Zeros >> (8 * count));
}
