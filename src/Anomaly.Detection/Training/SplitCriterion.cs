namespace Anomaly.Detection.Training;

/// <summary>What a split is to reduce.</summary>
public enum SplitCriterion
{
    /// <summary>Gini impurity: Σ p(1 − p) over the classes, p weighted.</summary>
    Gini,

    /// <summary>Entropy in bits: −Σ p·log₂ p over the classes, p weighted.</summary>
    Entropy,
}
