using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Artifacts;

/// <summary>Proves, in whole numbers, that the digits of a text are those that its value is spelled with.</summary>
/// <remarks>
/// <code>
///                 one digit less      text  value            one digit less
/// ──────────────────────┼──────────────┼──────●────────────────────┼─────────
///                                  (── reads back ──)
/// </code>
/// The digits are right when the value is nearer to them than half the distance of two neighbouring values (they read back), and than half
/// the distance of two texts with as many digits (no other is closer), and when no text with a digit less, which is one that ends in 0, reads
/// back. Text and value are w · 10^−p and m · 2^e. Times a power of two and of five both are whole numbers, and while p is small all
/// distances fit 64 bits. Nothing is proved at an edge, or of a power of two, whose neighbours are not equally far: there the number is spelled.
/// </remarks>
internal static class ShortestDigits
{
    /// <summary>The largest p, of either sign: ten to this power is a double.</summary>
    public const int LargestScale = 22;

    private static ReadOnlySpan<ulong> PowersOfFive =>
    [
        1, 5, 25, 125, 625, 3_125, 15_625, 78_125, 390_625, 1_953_125, 9_765_625, 48_828_125, 244_140_625, 1_220_703_125, 6_103_515_625,
        30_517_578_125, 152_587_890_625, 762_939_453_125, 3_814_697_265_625, 19_073_486_328_125, 95_367_431_640_625, 476_837_158_203_125,
        2_384_185_791_015_625,
    ];

    /// <summary>Proves digits of a double, and rounds it rightly.</summary>
    /// <param name="text">16 or 17 digits with a scale up to <see cref="LargestScale"/>.</param>
    /// <param name="value">The double nearest to the text or a neighbour of it; on success the nearest.</param>
    /// <returns>Whether the digits are proved.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryProve(in DecimalText text, ref double value)
    {
        const int FractionBits = 52;
        long bits = BitConverter.DoubleToInt64Bits(value);
        long mantissa = (bits & ((1L << FractionBits) - 1)) | (1L << FractionBits);
        int exponent = (int)(bits >> FractionBits) - 1023 - FractionBits;
        long distance = Distance(text, mantissa, exponent, out long textUnit, out long valueUnit);
        int step = 2 * distance > valueUnit ? 1 : 2 * distance < -valueUnit ? -1 : 0;
        mantissa += step;
        value = BitConverter.Int64BitsToDouble(bits + step);
        return mantissa > 1L << FractionBits && mantissa < 2L << FractionBits && IsProved(text.Digits, distance - (step * valueUnit), textUnit, valueUnit);
    }

    /// <summary>Proves digits of a float.</summary>
    /// <param name="text">7 to 9 digits with a scale up to <see cref="LargestScale"/>.</param>
    /// <param name="value">A float near the text.</param>
    /// <returns>Whether it is the nearest and the digits are proved.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool IsProved(in DecimalText text, float value)
    {
        const int FractionBits = 23;
        int bits = BitConverter.SingleToInt32Bits(value);
        int mantissa = (bits & ((1 << FractionBits) - 1)) | (1 << FractionBits);
        long distance = Distance(text, mantissa, (bits >> FractionBits) - 127 - FractionBits, out long textUnit, out long valueUnit);
        return mantissa > 1 << FractionBits && IsProved(text.Digits, distance, textUnit, valueUnit);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsProved(ulong digits, long distance, long textUnit, long valueUnit)
    {
        // A text with a digit less ends in 0 where this one has its last digit: those on both sides are the nearest of them.
        long last = (long)(digits % 10);
        long doubled = 2 * distance;
        return Math.Abs(doubled) < Math.Min(textUnit, valueUnit)
            && Math.Abs(doubled - (2 * last * textUnit)) > valueUnit
            && Math.Abs(doubled + (2 * (10 - last) * textUnit)) > valueUnit;
    }

    // Text minus value, with the distance of two texts and that of two values in the same measure.
    // w·10^−p − m·2^e, times 5^p·2^(−e) or whatever of both makes it whole. With 16 or 17 digits (7 to 9 of a float) textUnit and valueUnit are
    // within a factor of 32 (128) of each other, and one of the two is at most 5^22, so neither has more than 59 bits. The products wrap; their
    // difference is a few valueUnits, and right.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Distance(in DecimalText text, long mantissa, int exponent, out long textUnit, out long valueUnit)
    {
        int shift = -(exponent + text.Scale);
        long five = (long)PowersOfFive[Math.Abs(text.Scale)];
        textUnit = (text.Scale < 0 ? five : 1) << Math.Max(shift, 0);
        valueUnit = (text.Scale > 0 ? five : 1) << Math.Max(-shift, 0);
        return ((long)text.Digits * textUnit) - (mantissa * valueUnit);
    }
}
