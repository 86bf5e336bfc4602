namespace Anomaly.Detection.Evaluation;

/// <summary>The natural logarithm by arithmetic alone.</summary>
/// <remarks>
/// <see cref="Math.Log(double)"/> is left to the operating system and differs between machines in the last bit, but a report is stored with the model,
/// whose bytes must not depend on the machine. Here: x = 2ᵏ·m with m in (√½, √2], s = (m − 1)/(m + 1), and
/// ln x = k·ln 2 + 2(s + s³/3 + s⁵/5 + …); the terms left out are below 10⁻¹⁸ of the sum.
/// </remarks>
internal static class NaturalLogarithm
{
    // ln 2 in two parts; the upper one has 21 zero bits at its end, so that its product with k is exact.
    private const double UpperLn2 = 6.93147180369123816490e-01;
    private const double LowerLn2 = 1.90821492927058770002e-10;

    // Highest power first: 1/21, 1/19, … 1/3.
    private static ReadOnlySpan<double> Series => [1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7, 1.0 / 5, 1.0 / 3];

    /// <param name="value">A positive, normal number: at least 2⁻¹⁰²², finite.</param>
    public static double Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000F_FFFF_FFFF_FFFF) | 0x3FF0_0000_0000_0000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double tail = 0;
        foreach (double coefficient in Series) tail = (tail + coefficient) * square;
        return (exponent * UpperLn2) + ((2 * s) + ((2 * s * tail) + (exponent * LowerLn2)));
    }
}
