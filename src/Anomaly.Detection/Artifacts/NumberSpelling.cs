using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Artifacts;

/// <summary>The one spelling that a number has in a model file: the shortest that reads back the same.</summary>
/// <remarks>
/// To spell a number takes longer than to read it, so where the text itself shows that it is the spelling, nothing is spelled:
/// up to 15 digits no shorter text means the same double, and up to 7 characters none means the same float.
/// </remarks>
internal static class NumberSpelling
{
    /// <summary>Bytes that any number fits in.</summary>
    public const int Longest = 32;

    // A float tells all decimals of 6 digits apart (FLT_DIG), and all whole numbers of 7. Seven characters hold no more.
    private const int SurelyOwnSingle = 7;

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
    public static bool TryRead(ReadOnlySpan<byte> text, out double value, out bool isOwn)
    {
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
    public static bool TryRead(ReadOnlySpan<byte> text, out float value, out bool isOwn)
    {
        bool isNumber = NumberText.TryParse(text, out double wide, out bool isOwnOfDouble);
        value = IsSafelyRounded(wide) ? (float)wide : float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        isOwn = isOwnOfDouble && text.Length <= SurelyOwnSingle;
        if (isOwn || !isNumber) return isNumber;
        Span<byte> spelling = stackalloc byte[Longest];
        isOwn = text.SequenceEqual(spelling[..Write(value, spelling)]);
        return true;
    }

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
