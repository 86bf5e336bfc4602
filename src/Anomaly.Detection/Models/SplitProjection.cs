using System.Collections.Immutable;

namespace Anomaly.Detection.Models;

/// <summary>A number made of a row, for a split to ask for where a single feature's order is not enough. Immutable.</summary>
/// <remarks><see cref="HyperplaneProjection"/> combines features; <see cref="SubsetProjection"/> tells some categories from the others.</remarks>
public abstract class SplitProjection
{
    private protected SplitProjection(ImmutableArray<int> features) => Features = features;

    /// <summary>The features it reads, ascending, each once.</summary>
    public ImmutableArray<int> Features { get; }

    /// <summary>The number.</summary>
    /// <param name="row">Encoded features; NaN is missing.</param>
    /// <returns>A number; NaN where all features it reads are missing.</returns>
    public abstract float Of(ReadOnlySpan<float> row);

    /// <exception cref="ArgumentException">The features are none, out of order or negative.</exception>
    private protected static void CheckFeatures(ImmutableArray<int> features)
    {
        if (features.IsDefaultOrEmpty) throw new ArgumentException("A projection reads at least one feature.", nameof(features));
        if (features[0] < 0) throw new ArgumentException($"A projection reads feature {features[0]}; features begin with 0.", nameof(features));
        for (int i = 1; i < features.Length; i++)
        {
            if (features[i] <= features[i - 1]) throw new ArgumentException($"A projection reads feature {features[i]} after {features[i - 1]}; expected ascending order.", nameof(features));
        }
    }
}
