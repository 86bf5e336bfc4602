namespace Anomaly.Detection.Training;

/// <summary>What a split is to reduce.</summary>
public enum SplitCriterion
{
    /// <summary>Gini impurity: Σ p(1 − p) over the classes, p weighted.</summary>
    Gini,

    /// <summary>Entropy in bits: −Σ p·log₂ p over the classes, p weighted.</summary>
    Entropy,

    /// <summary>
    /// Hellinger distance between the classes, for skewed ones: the split whose sides the two classes are spread over most differently,
    /// however rare one of them is. Class weights do not change the trees, only the values of their leaves.
    /// </summary>
    /// <remarks>
    /// Cieslak, Hoens, Chawla and Kegelmeyer, "Hellinger distance decision trees are robust and skew-insensitive" (2012). The decrease that
    /// <see cref="TreeOptions.MinImpurityDecrease"/> asks for is what the split adds to half the squared distance between the classes over
    /// the leaves of the tree, a number in [0, 1].
    /// </remarks>
    Hellinger,
}
