using System.Collections.Immutable;

namespace Anomaly.Detection.Models;

/// <summary>Whether a category is one of some: 0 when it is, 1 when it is not. Immutable.</summary>
public sealed class SubsetProjection : SplitProjection
{
    /// <summary>Makes a projection.</summary>
    /// <param name="feature">The feature, whose values stand for categories; at least 0.</param>
    /// <param name="values">The values that give 0, strictly ascending; finite, at least one.</param>
    /// <exception cref="ArgumentException">The feature is negative, or the values are none, out of order or not finite.</exception>
    public SubsetProjection(int feature, ImmutableArray<float> values)
        : base([feature])
    {
        CheckFeatures(Features);
        if (values.IsDefaultOrEmpty) throw new ArgumentException("A subset holds at least one value.", nameof(values));
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]) || (i > 0 && !(values[i] > values[i - 1]))) throw new ArgumentException($"Value {i} of a subset must be finite and above the one before.", nameof(values));
        }

        Values = values;
    }

    /// <summary>The values that give 0, ascending.</summary>
    public ImmutableArray<float> Values { get; }

    /// <inheritdoc/>
    public override float Of(ReadOnlySpan<float> row)
    {
        float value = row[Features[0]];
        if (float.IsNaN(value)) return float.NaN;
        return Values.AsSpan().BinarySearch(value) >= 0 ? 0 : 1;
    }
}
