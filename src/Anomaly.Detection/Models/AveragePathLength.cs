using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Models;

/// <summary>c(n): how many edges an isolation tree would still need, on average, to tell n rows apart (Liu, Ting and Zhou, 2008, eq. 1).</summary>
internal static class AveragePathLength
{
    private const double EulersConstant = 0.5772156649015329;

    // From here on the harmonic number's asymptotic series is within a rounding of the sum.
    private const int FewestForSeries = 64;

    /// <summary>c(n), in edges.</summary>
    /// <param name="count">The number of rows, at least 0.</param>
    /// <param name="form">The form of the harmonic number.</param>
    /// <returns>0 for up to one row, 1 for two; never smaller for more rows.</returns>
    public static double Of(long count, PathLengthForm form)
    {
        if (count < 2) return 0;
        if (count == 2) return 1;
        double harmonic = form == PathLengthForm.Exact ? Harmonic(count - 1) : Logarithm.Natural(count - 1) + EulersConstant;
        return (2 * harmonic) - (2.0 * (count - 1) / count);
    }

    // H(n) = ln n + γ + 1/(2n) − 1/(12n²) + 1/(120n⁴) − …; small terms are added first.
    private static double Harmonic(long n)
    {
        if (n < FewestForSeries)
        {
            double sum = 0;
            for (long k = n; k >= 1; k--) sum += 1.0 / k;
            return sum;
        }

        double inverse = 1.0 / n;
        double square = inverse * inverse;
        double tail = (inverse / 2) - (square * ((1.0 / 12) - (square * ((1.0 / 120) - (square / 252)))));
        return Logarithm.Natural(n) + (EulersConstant + tail);
    }
}
