using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Anomaly.Detection.Numerics;

/// <summary>Powers of e and 2 made of +, −, × and shifts only, so that they have the same bits on every machine and vector width; <see cref="Math.Exp"/> promises no such thing.</summary>
/// <remarks>
/// x = k·ln 2 + r with a whole k and |r| ≤ ½ ln 2; eʳ is its Taylor polynomial of degree 13, whose remainder is below 2⁻⁵⁶, and 2ᵏ is added to the exponent.
/// Within one unit in the last place. A power below the smallest normal number is 0, one beyond the largest is ∞.
/// </remarks>
internal static class Exponential
{
    private const double Log2OfE = 1.4426950408889634;
    private const double NaturalLogOf2 = 0.6931471805599453;

    // ln 2 in two parts; the first has zeros at its end, so that k times it is exact.
    private const double Ln2High = 0.693147180369123816490;
    private const double Ln2Low = 1.90821492927058770002e-10;

    // Added and taken away again, it rounds to the nearest whole number; in between, the lowest bits are that number.
    private const double Rounder = 6755399441055744;
    private const int MantissaBits = 52;

    // Powers of e and of 2 that are still normal numbers.
    private const double LowestPowerOfE = -708.3964185322641;
    private const double HighestPowerOfE = 709.782712893384;
    private const double LowestPowerOf2 = -1022;
    private const double BeyondPowersOf2 = 1024;

    // 1/13!, 1/12!, … 1/2!, 1, 1
    private const double C13 = 1.0 / 6227020800, C12 = 1.0 / 479001600, C11 = 1.0 / 39916800, C10 = 1.0 / 3628800, C9 = 1.0 / 362880, C8 = 1.0 / 40320;
    private const double C7 = 1.0 / 5040, C6 = 1.0 / 720, C5 = 1.0 / 120, C4 = 1.0 / 24, C3 = 1.0 / 6, C2 = 0.5;

    /// <summary>e to a power.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>eˣ; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x)
    {
        if (!(x >= LowestPowerOfE && x <= HighestPowerOfE)) return Beyond(x);
        double rounded = (x * Log2OfE) + Rounder;
        double k = rounded - Rounder;
        return Scale(Polynomial((x - (k * Ln2High)) - (k * Ln2Low)), rounded);
    }

    /// <summary>2 to a power.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>2ˣ, exact for whole x; NaN for NaN.</returns>
    public static double Exp2(double x)
    {
        if (!(x >= LowestPowerOf2 && x < BeyondPowersOf2)) return Beyond(x);
        double rounded = x + Rounder;
        return Scale(Polynomial((x - (rounded - Rounder)) * NaturalLogOf2), rounded);
    }

    /// <summary>e to four powers: each as <see cref="Exp(double)"/> gives it, bit for bit.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The powers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Exp(Vector256<double> x)
    {
        Vector256<double> rounded = (x * Log2OfE) + Vector256.Create(Rounder);
        Vector256<double> k = rounded - Vector256.Create(Rounder);
        Vector256<double> r = (x - (k * Ln2High)) - (k * Ln2Low);
        Vector256<double> p = (r * C13) + Vector256.Create(C12);
        p = (p * r) + Vector256.Create(C11);
        p = (p * r) + Vector256.Create(C10);
        p = (p * r) + Vector256.Create(C9);
        p = (p * r) + Vector256.Create(C8);
        p = (p * r) + Vector256.Create(C7);
        p = (p * r) + Vector256.Create(C6);
        p = (p * r) + Vector256.Create(C5);
        p = (p * r) + Vector256.Create(C4);
        p = (p * r) + Vector256.Create(C3);
        p = (p * r) + Vector256.Create(C2);
        p = (p * r) + Vector256<double>.One;
        p = (p * r) + Vector256<double>.One;
        Vector256<double> power = (p.AsInt64() + (rounded.AsInt64() << MantissaBits)).AsDouble();
        power = Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256.Create(LowestPowerOfE)), Vector256<double>.Zero, power);
        power = Vector256.ConditionalSelect(Vector256.GreaterThan(x, Vector256.Create(HighestPowerOfE)), Vector256.Create(double.PositiveInfinity), power);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x), power, x);
    }

    /// <summary>e to eight powers: each as <see cref="Exp(double)"/> gives it, bit for bit.</summary>
    /// <param name="x">Any numbers.</param>
    /// <returns>The powers.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        Vector512<double> rounded = (x * Log2OfE) + Vector512.Create(Rounder);
        Vector512<double> k = rounded - Vector512.Create(Rounder);
        Vector512<double> r = (x - (k * Ln2High)) - (k * Ln2Low);
        Vector512<double> p = (r * C13) + Vector512.Create(C12);
        p = (p * r) + Vector512.Create(C11);
        p = (p * r) + Vector512.Create(C10);
        p = (p * r) + Vector512.Create(C9);
        p = (p * r) + Vector512.Create(C8);
        p = (p * r) + Vector512.Create(C7);
        p = (p * r) + Vector512.Create(C6);
        p = (p * r) + Vector512.Create(C5);
        p = (p * r) + Vector512.Create(C4);
        p = (p * r) + Vector512.Create(C3);
        p = (p * r) + Vector512.Create(C2);
        p = (p * r) + Vector512<double>.One;
        p = (p * r) + Vector512<double>.One;
        Vector512<double> power = (p.AsInt64() + (rounded.AsInt64() << MantissaBits)).AsDouble();
        power = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(LowestPowerOfE)), Vector512<double>.Zero, power);
        power = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(HighestPowerOfE)), Vector512.Create(double.PositiveInfinity), power);
        return Vector512.ConditionalSelect(Vector512.Equals(x, x), power, x);
    }

    private static double Beyond(double x) => double.IsNaN(x) ? x : x < 0 ? 0 : double.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Polynomial(double r)
    {
        double p = (r * C13) + C12;
        p = (p * r) + C11;
        p = (p * r) + C10;
        p = (p * r) + C9;
        p = (p * r) + C8;
        p = (p * r) + C7;
        p = (p * r) + C6;
        p = (p * r) + C5;
        p = (p * r) + C4;
        p = (p * r) + C3;
        p = (p * r) + C2;
        p = (p * r) + 1;
        return (p * r) + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Scale(double p, double rounded) =>
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(p) + (BitConverter.DoubleToInt64Bits(rounded) << MantissaBits));
}
