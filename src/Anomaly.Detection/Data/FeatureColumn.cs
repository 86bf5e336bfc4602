namespace Anomaly.Detection.Data;

/// <summary>One named column of a table.</summary>
/// <param name="Name">The name; compared ordinally, never empty.</param>
/// <param name="Kind">What the values mean.</param>
public sealed record FeatureColumn(string Name, FeatureKind Kind)
{
    /// <summary>Whether values are held as text (categories and identifiers) rather than as numbers.</summary>
    public bool IsText => Kind is FeatureKind.Categorical or FeatureKind.Identifier;
}
