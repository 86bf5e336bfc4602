using System.Globalization;
using System.Runtime.CompilerServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Artifacts;

/// <summary>The one spelling that a number has in a model file: the shortest that reads back the same.</summary>
/// <remarks>
/// To spell a number takes ten times as long as to read it, so where the text itself shows that it is the spelling, nothing is spelled. Up to
/// 15 digits no shorter text means the same double, and up to 6 none means the same float; <see cref="ShortestDigits"/> proves longer ones.
/// What is called once a number here is compiled in full at once: the first load of a process would spend most of its time in code on trial.
/// </remarks>
internal static class NumberSpelling
{
    /// <summary>Bytes that any number fits in.</summary>
    public const int Longest = 32;

    // So many digits are kept apart whatever they are (DBL_DIG, FLT_DIG), and no spelling has more than so many.
    private const int DoubleDigits = 15;
    private const int MostDoubleDigits = 17;
    private const int SingleDigits = 6;
    private const int MostSingleDigits = 9;

    // Powers of ten that a double holds exactly.
    private static ReadOnlySpan<double> PowersOfTen =>
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    public static int Write(double value, Span<byte> destination)
    {
        value.TryFormat(destination, out int written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    public static int Write(float value, Span<byte> destination)
    {
        value.TryFormat(destination, out int written, "R", CultureInfo.InvariantCulture);
        return written;
    }

    /// <summary>Reads a number and tells whether the text is its spelling.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The nearest double.</param>
    /// <param name="isOwn">Whether <see cref="Write(double, Span{byte})"/> writes this very text.</param>
    /// <returns>Whether the text is a number with a finite value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> text, out double value, out bool isOwn)
    {
        if (DecimalText.TryRead(text, MostDoubleDigits, out DecimalText number) && Math.Abs(number.Scale) <= ShortestDigits.LargestScale)
        {
            double magnitude = Rounded(number);
            isOwn = number.DigitCount <= DoubleDigits || ShortestDigits.TryProve(number, ref magnitude);
            value = number.IsNegative ? -magnitude : magnitude;
            if (isOwn) return true;
        }

        if (!NumberText.TryParse(text, out value, out isOwn)) return false;
        if (isOwn) return true;
        Span<byte> spelling = stackalloc byte[Longest];
        isOwn = text.SequenceEqual(spelling[..Write(value, spelling)]);
        return true;
    }

    /// <summary>Reads a number as a float and tells whether the text is its spelling.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The nearest float; infinite when that is beyond the floats.</param>
    /// <param name="isOwn">Whether <see cref="Write(float, Span{byte})"/> writes this very text.</param>
    /// <returns>Whether the text is a number whose value is finite as a double.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryRead(ReadOnlySpan<byte> text, out float value, out bool isOwn)
    {
        // The threshold of every split that tells only missing values apart.
        isOwn = text.SequenceEqual("3.4028235E+38"u8);
        value = float.MaxValue;
        if (isOwn) return true;
        if (DecimalText.TryRead(text, MostSingleDigits, out DecimalText number) && number.DigitCount <= MostSingleDigits && Math.Abs(number.Scale) <= ShortestDigits.LargestScale)
        {
            double nearest = Rounded(number);
            float magnitude = (float)nearest;
            isOwn = number.DigitCount <= SingleDigits ? IsSafelyRounded(nearest) : ShortestDigits.IsProved(number, magnitude);
            value = number.IsNegative ? -magnitude : magnitude;
            if (isOwn) return true;
        }

        if (!NumberText.TryParse(text, out double wide)) return false;
        value = IsSafelyRounded(wide) ? (float)wide : float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        Span<byte> spelling = stackalloc byte[Longest];
        isOwn = text.SequenceEqual(spelling[..Write(value, spelling)]);
        return true;
    }

    // Up to 15 digits both are exact, so one operation gives the nearest double (Clinger, 1990); with more it may be a neighbour's.
    private static double Rounded(in DecimalText number) =>
        number.Scale >= 0 ? (long)number.Digits / PowersOfTen[number.Scale] : (long)number.Digits * PowersOfTen[-number.Scale];

    // Rounding the text to a double and that to a float is rounding the text to a float, unless the double is half way between two
    // floats: then what the first rounding took away decides. Below the normal floats the half way point has another place.
    private static bool IsSafelyRounded(double value)
    {
        const int LostBits = 52 - 23;
        const long Half = 1L << (LostBits - 1);
        long lost = BitConverter.DoubleToInt64Bits(value) & ((1L << LostBits) - 1);
        return lost != Half && (Math.Abs(value) >= 1.1754943508222875e-38 || value == 0);
    }
}
