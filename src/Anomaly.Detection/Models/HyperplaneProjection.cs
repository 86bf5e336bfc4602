using System.Collections.Immutable;

namespace Anomaly.Detection.Models;

/// <summary>On which side of a plane a row lies, and how far: Σ wᵢ·(xᵢ − pᵢ). Immutable.</summary>
/// <remarks>Hariri, Kind and Brunner, "Extended isolation forest" (2019). A missing value counts as lying on the plane's own point p, so it takes no side.</remarks>
public sealed class HyperplaneProjection : SplitProjection
{
    /// <summary>Makes a projection.</summary>
    /// <param name="features">The features, ascending.</param>
    /// <param name="weights">The normal vector, one weight a feature; finite.</param>
    /// <param name="point">A point of the plane, one value a feature; finite.</param>
    /// <exception cref="ArgumentException">Lengths differ, a number is not finite, or features are out of order.</exception>
    public HyperplaneProjection(ImmutableArray<int> features, ImmutableArray<double> weights, ImmutableArray<float> point)
        : base(features)
    {
        CheckFeatures(features);
        if (weights.IsDefault || point.IsDefault || weights.Length != features.Length || point.Length != features.Length) throw new ArgumentException($"{features.Length} features need as many weights and coordinates.", nameof(weights));
        for (int i = 0; i < features.Length; i++)
        {
            if (!double.IsFinite(weights[i]) || !float.IsFinite(point[i])) throw new ArgumentException($"Weight and coordinate of feature {features[i]} must be finite.", nameof(weights));
        }

        Weights = weights;
        Point = point;
    }

    /// <summary>The normal vector, one weight a feature.</summary>
    public ImmutableArray<double> Weights { get; }

    /// <summary>A point of the plane, one value a feature.</summary>
    public ImmutableArray<float> Point { get; }

    /// <summary>The weighted distance from the plane, added in the order of the features, in double, and brought into the range of a float.</summary>
    /// <inheritdoc/>
    public override float Of(ReadOnlySpan<float> row)
    {
        double sum = 0;
        bool isMissing = true;
        for (int i = 0; i < Features.Length; i++)
        {
            float value = row[Features[i]];
            if (float.IsNaN(value)) continue;
            isMissing = false;
            sum += Weights[i] * ((double)value - Point[i]);
        }

        return Rounded(sum, isMissing);
    }

    /// <summary>The sum as a float that is finite, or NaN where every value is missing or infinite terms of both signs take no side.</summary>
    internal static float Rounded(double sum, bool isMissing) => isMissing || double.IsNaN(sum) ? float.NaN : Math.Clamp((float)sum, float.MinValue, float.MaxValue);
}
