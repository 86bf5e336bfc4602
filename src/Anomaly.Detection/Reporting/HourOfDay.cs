using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>Times as hours of the day: what a time did to a score is seldom to be seen along the calendar.</summary>
internal static class HourOfDay
{
    private const double Day = 86_400, Hour = 3_600;

    /// <summary>The column with its times as hours in UTC, in [0, 24); as it is where it holds no times, or dates alone.</summary>
    public static ColumnEffect Of(ColumnEffect effect)
    {
        if (effect.Kind != FeatureKind.Timestamp) return effect;
        ImmutableArray<double> hours = [.. effect.Values.Select(value => (value - (Math.Floor(value / Day) * Day)) / Hour)];
        return hours.All(hour => double.IsNaN(hour) || hour == 0) ? effect : effect with { Column = $"{effect.Column}, hour (UTC)", Kind = FeatureKind.Numeric, Values = [.. hours.Select(hour => Math.Floor(hour * 100) / 100)] };
    }
}
