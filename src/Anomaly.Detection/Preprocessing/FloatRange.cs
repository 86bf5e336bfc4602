using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Preprocessing;

/// <summary>Refuses what a 32-bit float cannot hold, rather than let it become infinite.</summary>
internal static class FloatRange
{
    public static void Check(double value, EncodedFeature feature, FeatureSchema schema)
    {
        if (!(Math.Abs(value) <= float.MaxValue)) Throw(value, feature, schema);
    }

    /// <summary>Whether some float, once scaled, is beyond all floats. Scaling keeps the order, so the outermost floats tell.</summary>
    public static bool CanLeave(StandardScaler scaler, int feature) =>
        scaler.Transform(feature, float.MinValue) < float.MinValue || scaler.Transform(feature, float.MaxValue) > float.MaxValue;

    [DoesNotReturn]
    private static void Throw(double value, EncodedFeature feature, FeatureSchema schema)
    {
        // The user knows columns by name; a feature of two columns is named after both.
        string place = feature.HasTwoSources ? feature.Name : schema[feature.Source].Name;
        throw new RecordFormatException("out-of-range", string.Create(CultureInfo.InvariantCulture, $"{value} is beyond the range of a 32-bit float, ±{float.MaxValue}"), place);
    }
}
