using System.Collections.Concurrent;

namespace Anomaly.Detection.Numerics;

/// <summary>Gauss's rule: points and weights that integrate polynomials over [0, 1] exactly, those of n points up to degree 2n − 1. The same bits on every machine.</summary>
/// <remarks>Points are zeros of the Legendre polynomial Pₙ, found by bisection between those of Pₙ₋₁, which they interlace: sums and products only.</remarks>
internal sealed class GaussLegendre
{
    private static readonly ConcurrentDictionary<int, GaussLegendre> Rules = new();

    private GaussLegendre(double[] points, double[] weights)
    {
        Points = points;
        Weights = weights;
    }

    /// <summary>The points, ascending, each inside (0, 1).</summary>
    public double[] Points { get; }

    /// <summary>The weights, each above 0, in sum 1.</summary>
    public double[] Weights { get; }

    /// <summary>The rule of so many points.</summary>
    /// <param name="count">At least 1.</param>
    public static GaussLegendre Of(int count) => Rules.GetOrAdd(count, Make);

    private static GaussLegendre Make(int count)
    {
        double[] zeros = [0];
        for (int degree = 2; degree <= count; degree++) zeros = ZerosOf(degree, zeros);
        double[] points = new double[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++)
        {
            double x = zeros[i];
            double slope = count * (Value(count - 1, x) - (x * Value(count, x))) / (1 - (x * x));
            points[i] = (1 + x) / 2;
            weights[i] = 1 / ((1 - (x * x)) * slope * slope);
        }

        return new GaussLegendre(points, weights);
    }

    // Zeros mirror each other: those above 0 are those below with the other sign, bit for bit.
    private static double[] ZerosOf(int degree, double[] before)
    {
        double[] zeros = new double[degree];
        for (int i = 0; i < degree / 2; i++)
        {
            double from = i == 0 ? -1 : before[i - 1];
            zeros[i] = Bisect(degree, from, before[i]);
            zeros[degree - 1 - i] = -zeros[i];
        }

        return zeros;
    }

    private static double Bisect(int degree, double from, double to)
    {
        bool risesFrom = Value(degree, from) < 0;
        while (true)
        {
            double middle = from + ((to - from) / 2);
            if (middle <= from || middle >= to) return middle;
            if (Value(degree, middle) < 0 == risesFrom) from = middle;
            else to = middle;
        }
    }

    // Bonnet's recursion.
    private static double Value(int degree, double x)
    {
        double before = 1, value = x;
        if (degree == 0) return before;
        for (int n = 1; n < degree; n++) (before, value) = (value, (((2 * n) + 1) * x * value - (n * before)) / (n + 1));
        return value;
    }
}
