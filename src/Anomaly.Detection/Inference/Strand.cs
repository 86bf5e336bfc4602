namespace Anomaly.Detection.Inference;

/// <summary>A feature as some splits see it: with missing values on the left, or on the right. A split so needs no test for them.</summary>
internal static class Strand
{
    /// <summary>The strand of a split.</summary>
    public static int Of(int feature, bool missingGoesLeft) => (2 * feature) + (missingGoesLeft ? 1 : 0);

    public static int FeatureOf(int strand) => strand >> 1;

    /// <summary>Whether a missing value is above all thresholds and goes right; else it is below them.</summary>
    public static bool IsMissingHigh(int strand) => (strand & 1) == 0;

    /// <summary>The number of strands that features can have.</summary>
    public static int CountOf(int featureCount) => checked(2 * featureCount);
}
