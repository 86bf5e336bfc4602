namespace Anomaly.Detection.Training;

/// <summary>How an isolation forest splits categories that are encoded as codes.</summary>
public enum CategoricalSplits
{
    /// <summary>By their codes, as if these were numbers. The default.</summary>
    Ordered,

    /// <summary>A random subset of the node's categories goes left, the others go right: no order is made of codes.</summary>
    RandomSubset,
}
