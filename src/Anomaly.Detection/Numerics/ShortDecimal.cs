using System.Globalization;

namespace Anomaly.Detection.Numerics;

/// <summary>Numbers that are short to write.</summary>
internal static class ShortDecimal
{
    // Beyond this not every whole number is a double.
    private const double MostDigits = 9007199254740992;

    private static ReadOnlySpan<double> PowersOfTen => [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Of the decimals with the fewest places in a range, the one nearest to an end: a whole number where there is one.</summary>
    /// <param name="edge">The end.</param>
    /// <param name="other">The other end, which may be equal, lower or higher; both ends belong to the range.</param>
    /// <returns>A number of the range; <paramref name="edge"/> itself where nothing shorter is known.</returns>
    public static double Nearest(double edge, double other)
    {
        foreach (double power in PowersOfTen)
        {
            double scaled = edge * power;
            if (Math.Abs(scaled) >= MostDigits) break;
            double candidate = (other < edge ? Math.Floor(scaled) : Math.Ceiling(scaled)) / power;
            if (IsBetween(candidate, edge, other)) return candidate + 0.0;
        }

        return BySignificantDigits(edge, other);
    }

    /// <summary>The whole number of a range that is nearest to an end; NaN where it holds none.</summary>
    /// <inheritdoc cref="Nearest"/>
    public static double NearestWhole(double edge, double other)
    {
        double candidate = other < edge ? Math.Floor(edge) : Math.Ceiling(edge);
        return IsBetween(candidate, edge, other) ? candidate + 0.0 : double.NaN;
    }

    private static double BySignificantDigits(double edge, double other)
    {
        for (int digits = 0; digits <= 15; digits++)
        {
            double candidate = double.Parse(edge.ToString("E" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (IsBetween(candidate, edge, other)) return candidate;
        }

        return edge;
    }

    private static bool IsBetween(double value, double edge, double other) => value >= Math.Min(edge, other) && value <= Math.Max(edge, other);
}
