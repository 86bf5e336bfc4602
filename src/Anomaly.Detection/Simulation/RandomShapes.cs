using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Simulation;

/// <summary>Draws of other shapes than uniform.</summary>
/// <remarks>Only + − × ÷ and square roots, which IEEE 754 rounds alike on every machine; never a logarithm or a power, which it does not.</remarks>
internal static class RandomShapes
{
    private static readonly double SquareRootOf3 = Math.Sqrt(3);

    public static bool NextChance(ref this RandomStream random, double probability) => random.NextDouble() < probability;

    public static double NextBetween(ref this RandomStream random, double minimum, double maximum) =>
        minimum + ((maximum - minimum) * random.NextDouble());

    /// <summary>A bell-shaped number of mean 0 and variance 1 within ±2√3: the sum of four uniform ones (Irwin, 1927; Hall, 1927).</summary>
    public static double NextNormal(ref this RandomStream random)
    {
        // The four are the 16-bit quarters of one draw; their sum is exact, has mean 2(2¹⁶ − 1) and nearly variance 2³²/3.
        ulong bits = random.NextUInt64();
        long sum = (long)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
        return (sum - 131_070) / 65_536.0 * SquareRootOf3;
    }

    /// <summary>A positive factor whose logarithm is about normal, around 1: (1 + s·z/8)⁸ in place of exp(s·z).</summary>
    /// <param name="random">The stream.</param>
    /// <param name="spread">The standard deviation s of the logarithm, below 2.</param>
    public static double NextFactor(ref this RandomStream random, double spread)
    {
        double eighthRoot = 1 + (random.NextNormal() * spread / 8);
        double fourthRoot = eighthRoot * eighthRoot;
        double root = fourthRoot * fourthRoot;
        return root * root;
    }

    /// <summary>A count whose mean and variance are about <paramref name="mean"/>.</summary>
    public static double NextCount(ref this RandomStream random, double mean) =>
        Math.Floor(Math.Max(0, mean + (Math.Sqrt(mean) * random.NextNormal()) + random.NextDouble()));
}
