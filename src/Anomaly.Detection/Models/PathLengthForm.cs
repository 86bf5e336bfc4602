namespace Anomaly.Detection.Models;

/// <summary>How an isolation forest counts the edges that would still be needed below a leaf of several rows.</summary>
public enum PathLengthForm
{
    /// <summary>With the harmonic number itself. The default.</summary>
    Exact,

    /// <summary>With ln(n − 1) + γ in its place, as the paper and scikit-learn do: smaller by 0.46 edges for three rows, by 0.004 for 256.</summary>
    Approximate,
}
