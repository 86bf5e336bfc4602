namespace Anomaly.Detection.Explanation;

/// <summary>What a way down a tree asks of one feature: values above <paramref name="Low"/> and up to <paramref name="High"/>, or missing ones, or both.</summary>
/// <param name="Feature">The feature, or from the length of a row on a projection.</param>
/// <param name="Low">The highest value that is too low; −∞ where none is.</param>
/// <param name="High">The highest value that is not too high; ∞ where none is.</param>
/// <param name="HoldsMissing">Whether a missing value is let through.</param>
internal readonly record struct SplitRange(int Feature, float Low, float High, bool HoldsMissing)
{
    /// <summary>Whether no value is too high. The largest float parts values from missing ones.</summary>
    public bool IsOpenAbove => High >= float.MaxValue;

    /// <summary>Whether no value is too low.</summary>
    public bool IsOpenBelow => float.IsNegativeInfinity(Low);

    /// <summary>Whether no value is let through, missing ones aside.</summary>
    public bool IsEmpty => !(Low < High) || Low >= float.MaxValue;

    /// <summary>What rows that go left, or right, at a split have in common.</summary>
    public static SplitRange Of(Models.DecisionTree tree, int split, bool isLeft) => isLeft
        ? new SplitRange(tree.Feature[split], float.NegativeInfinity, tree.Threshold[split], tree.MissingGoesLeft[split])
        : new SplitRange(tree.Feature[split], tree.Threshold[split], float.PositiveInfinity, !tree.MissingGoesLeft[split]);

    /// <summary>Whether a value is let through.</summary>
    public bool Holds(float value) => float.IsNaN(value) ? HoldsMissing : value > Low && value <= High;

    /// <summary>What both let through; they are of one feature.</summary>
    public SplitRange And(SplitRange other) => this with { Low = Math.Max(Low, other.Low), High = Math.Min(High, other.High), HoldsMissing = HoldsMissing && other.HoldsMissing };
}
