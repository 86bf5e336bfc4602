namespace Anomaly.Detection.Numerics;

/// <summary>A logarithm made of +, −, × and ÷ only, so that it has the same bits on every machine; <see cref="Math.Log2"/> promises no such thing.</summary>
internal static class Logarithm
{
    private const double SquareRootOfTwo = 1.4142135623730951;
    private const double NaturalLogOfTwo = 0.6931471805599453;
    private const double TwoOverNaturalLogOfTwo = 2.8853900817779268;
    private const long MantissaMask = (1L << 52) - 1;
    private const int ExponentBias = 1023;

    /// <summary>The natural logarithm of a normal positive number, within a few units in the last place.</summary>
    /// <param name="value">A positive, normal, finite number.</param>
    /// <returns>ln of the value.</returns>
    public static double Natural(double value) => Log2(value) * NaturalLogOfTwo;

    /// <summary>The binary logarithm of a normal positive number, within a few units in the last place.</summary>
    /// <param name="value">A positive, normal, finite number.</param>
    /// <returns>log₂ of the value; exact for powers of two.</returns>
    /// <remarks>value = m·2^e with m in [√½, √2); ln m = 2·artanh(s) with s = (m − 1)/(m + 1), |s| ≤ 0.172, summed as a series in s².</remarks>
    public static double Log2(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) - ExponentBias;
        double mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | ((long)ExponentBias << 52));
        if (mantissa >= SquareRootOfTwo)
        {
            mantissa /= 2;
            exponent++;
        }

        double s = (mantissa - 1) / (mantissa + 1);
        double square = s * s;
        double series = 0;
        for (int odd = 21; odd >= 1; odd -= 2) series = (series * square) + (1.0 / odd);
        return exponent + (TwoOverNaturalLogOfTwo * s * series);
    }
}
