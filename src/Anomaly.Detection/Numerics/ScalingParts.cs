using System.Globalization;

namespace Anomaly.Detection.Numerics;

/// <summary>The rules for means and scales, wherever they come from.</summary>
internal static class ScalingParts
{
    /// <summary>Checks them.</summary>
    /// <param name="mean">The mean per feature; finite.</param>
    /// <param name="scale">The divisor per feature; finite and above 0, as many as means.</param>
    /// <exception cref="ArgumentException">A rule is broken; the message names the feature by its place.</exception>
    public static void Check(ReadOnlySpan<double> mean, ReadOnlySpan<double> scale)
    {
        if (mean.Length != scale.Length) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{mean.Length} means do not fit {scale.Length} scales."), nameof(scale));
        for (int feature = 0; feature < mean.Length; feature++)
        {
            if (!double.IsFinite(mean[feature])) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The mean of feature {feature} is {mean[feature]}; it must be finite."), nameof(mean));
            if (!(scale[feature] > 0 && double.IsFinite(scale[feature]))) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The scale of feature {feature} is {scale[feature]}; it must be finite and above 0."), nameof(scale));
        }
    }
}
