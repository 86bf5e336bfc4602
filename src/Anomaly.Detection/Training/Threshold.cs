namespace Anomaly.Detection.Training;

/// <summary>Where to cut between two neighbouring values.</summary>
internal static class Threshold
{
    /// <summary>The largest float not above the midpoint of two floats, so that for floats <c>x ≤ t</c> decides as with the exact midpoint.</summary>
    /// <param name="low">The lower value.</param>
    /// <param name="high">The higher value, above <paramref name="low"/>.</param>
    /// <returns>t with low ≤ t &lt; high, also for neighbours, denormals, and values whose sum no float holds.</returns>
    public static float Between(float low, float high)
    {
        // The midpoint of two floats is exact in double, or, where their exponents lie far apart, off by less than the rounding to float.
        return RoundDown(low + (((double)high - low) / 2), low);
    }

    /// <summary>A place anywhere between two floats: the largest float not above it.</summary>
    /// <param name="low">The lower value.</param>
    /// <param name="high">The higher value, above <paramref name="low"/>.</param>
    /// <param name="share">How far it is from the lower to the higher one, in [0, 1).</param>
    /// <returns>t with low ≤ t &lt; high.</returns>
    public static float Within(float low, float high, double share) =>
        Math.Min(RoundDown(low + (((double)high - low) * share), low), float.BitDecrement(high));

    private static float RoundDown(double value, float low)
    {
        float rounded = (float)value;
        if (rounded > value) rounded = float.BitDecrement(rounded);
        return rounded < low ? low : rounded;
    }
}
