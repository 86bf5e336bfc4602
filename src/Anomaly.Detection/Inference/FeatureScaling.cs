using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Inference;

/// <summary>How features were scaled before the model saw them: (x − mean) / scale, in double, rounded to a 32-bit float. Immutable.</summary>
/// <remarks>
/// Folded into the thresholds of a forest, so that its scorer reads unscaled values. A folded threshold is the largest float whose scaled value
/// is at most the threshold: scaling never turns two values round, so every float takes the same branch, and the scores are the same bits.
/// </remarks>
public sealed class FeatureScaling
{
    private readonly double[] _mean;
    private readonly double[] _scale;

    /// <summary>Takes means and scales.</summary>
    /// <param name="mean">The mean per feature; finite.</param>
    /// <param name="scale">The divisor per feature; finite and above 0, as many as means.</param>
    /// <exception cref="ArgumentException">A rule is broken; the message names the feature by its place.</exception>
    public FeatureScaling(ReadOnlySpan<double> mean, ReadOnlySpan<double> scale)
    {
        ScalingParts.Check(mean, scale);
        _mean = mean.ToArray();
        _scale = scale.ToArray();
    }

    /// <summary>The number of features.</summary>
    public int FeatureCount => _mean.Length;

    /// <summary>The same trees over unscaled values.</summary>
    internal ScoredTrees Fold(ScoredTrees trees) => trees with { Trees = [.. trees.Trees.Select(Fold)] };

    private DecisionTree Fold(DecisionTree tree)
    {
        float[] thresholds = tree.Threshold.ToArray();
        for (int node = 0; node < thresholds.Length; node++)
        {
            if (tree.Feature[node] >= 0) thresholds[node] = LargestNotAbove(tree.Feature[node], thresholds[node]);
        }

        return tree.WithThresholds(thresholds);
    }

    // A binary search over all floats by their order. None may be small enough: then every value goes right, as from below all floats.
    private float LargestNotAbove(int feature, float threshold)
    {
        long below = FloatOrder.PlaceOf(FloatOrder.KeyOf(float.MinValue)) - 1L;
        long last = FloatOrder.PlaceOf(FloatOrder.KeyOf(float.MaxValue));
        while (below < last)
        {
            long middle = below + ((last - below + 1) / 2);
            if (Scale(feature, FloatOrder.ValueOf((int)middle)) <= threshold) below = middle;
            else last = middle - 1;
        }

        return FloatOrder.ValueOf((int)below);
    }

    private float Scale(int feature, float value) => (float)((value - _mean[feature]) / _scale[feature]);
}
