namespace Anomaly.Detection.Training;

/// <summary>A way to divide the rows of a node.</summary>
/// <param name="Feature">The feature that is asked for.</param>
/// <param name="LastLeft">The highest place, in the order of the feature's values, that goes left.</param>
/// <param name="FirstRight">The lowest place in the node that goes right; <see cref="MissingOnly"/> where only missing values do.</param>
/// <param name="MissingGoesLeft">Whether missing values go left.</param>
/// <param name="Merit">What <see cref="IImpurityMeasure.Merit"/> says of it.</param>
/// <param name="Left">What goes left, missing values included where they do.</param>
internal readonly record struct Split(int Feature, int LastLeft, int FirstRight, bool MissingGoesLeft, double Merit, ClassSums Left)
{
    /// <summary>Stands in <see cref="FirstRight"/> where all values go left.</summary>
    public const int MissingOnly = int.MinValue;

    /// <summary>No split yet: every real one is better.</summary>
    public static Split None => new(-1, 0, 0, false, double.NegativeInfinity, default);

    public bool Exists => Feature >= 0;

    /// <summary>
    /// Left when the value is ≤ this: the largest float not above the midpoint of the values on both sides. Known once
    /// <see cref="NodeSplitter.FindSplit"/> found those values in the node.
    /// </summary>
    public float Threshold { get; init; }

    /// <summary>Whether the places are those of values, as <see cref="Numerics.FloatOrder"/> has them, where others are bins or ranks.</summary>
    public bool IsByValue { get; init; }
}
