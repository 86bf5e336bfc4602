namespace Anomaly.Detection.Explanation;

/// <summary>How mixed the classes in a node are, of shares p and 1 − p.</summary>
public enum Impurity
{
    /// <summary>Gini impurity: 2p(1 − p).</summary>
    Gini,

    /// <summary>Entropy in bits: −p·log₂ p − (1 − p)·log₂(1 − p).</summary>
    Entropy,
}
