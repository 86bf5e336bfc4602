namespace Anomaly.Detection.Preprocessing;

/// <summary>What every row asks of a feature, laid out flat, so that a plain one is encoded without a look at its definition.</summary>
/// <param name="definition">The feature.</param>
/// <param name="canScaleBeyondFloats">Whether a float may be scaled to what a float cannot hold.</param>
internal readonly struct FeatureStep(EncodedFeature definition, bool canScaleBeyondFloats)
{
    public EncodedFeature Definition { get; } = definition;

    /// <summary>As in the definition: what stands in for a missing value.</summary>
    public double Fill { get; } = definition.Fill;

    public int Source { get; } = definition.Source;

    /// <summary>A feature of one column is handed its cell twice and looks at it once.</summary>
    public int SecondSource { get; } = definition.HasTwoSources ? definition.SecondSource : definition.Source;

    /// <summary>Whether a float may be scaled to what a float cannot hold: only then is the scaled value of an unscaled row looked at.</summary>
    public bool CanScaleBeyondFloats { get; } = canScaleBeyondFloats;

    private bool IsCell { get; } = definition.Operation is FeatureOperation.Value or FeatureOperation.Code;

    /// <inheritdoc cref="EncodedFeature.Apply"/>
    public double Apply(double first, double second) => IsCell ? first : Definition.Apply(first, second);
}
