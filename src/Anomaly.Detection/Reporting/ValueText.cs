using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>A value of a column as people write it.</summary>
internal static class ValueText
{
    public const string Missing = "missing";

    /// <summary>A number, a time, the name of a class.</summary>
    /// <param name="effect">The column.</param>
    /// <param name="value">One of its <see cref="ColumnEffect.Values"/>.</param>
    public static string Of(ColumnEffect effect, double value)
    {
        if (double.IsNaN(value)) return Missing;
        return effect.Kind switch
        {
            FeatureKind.Categorical => effect.Classes[(int)value],
            FeatureKind.Timestamp => TimestampText.Format(value),
            _ => ((FeatureValue)value).Text!,
        };
    }

    /// <summary>What stands in a row.</summary>
    public static string Of(FeatureValue value) => value.Text ?? Missing;
}
