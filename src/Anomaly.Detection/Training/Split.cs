namespace Anomaly.Detection.Training;

/// <summary>A way to divide the rows of a node.</summary>
/// <param name="Feature">The feature that is asked for.</param>
/// <param name="LastLeftRank">The highest rank that goes left.</param>
/// <param name="Threshold">Left when the value is ≤ this: the largest float not above the midpoint of the values on both sides.</param>
/// <param name="MissingGoesLeft">Whether missing values go left.</param>
/// <param name="Merit">What <see cref="IImpurityMeasure.Merit"/> says of it.</param>
/// <param name="Left">What goes left, missing values included where they do.</param>
internal readonly record struct Split(int Feature, int LastLeftRank, float Threshold, bool MissingGoesLeft, double Merit, ClassSums Left)
{
    /// <summary>No split yet: every real one is better.</summary>
    public static Split None => new(-1, -1, 0, false, double.NegativeInfinity, default);

    public bool Exists => Feature >= 0;
}
