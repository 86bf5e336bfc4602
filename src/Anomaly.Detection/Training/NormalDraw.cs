using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Draws from the standard normal distribution.</summary>
internal static class NormalDraw
{
    /// <summary>One draw, by the polar method (Marsaglia and Bray, 1964).</summary>
    public static double Next(ref RandomStream random)
    {
        while (true)
        {
            double x = (2 * random.NextDouble()) - 1;
            double y = (2 * random.NextDouble()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1) return x * Math.Sqrt(-2 * Logarithm.Natural(square) / square);
        }
    }
}
