namespace Anomaly.Detection.Evaluation;

/// <summary>A figure, and between which numbers it may lie in truth, as far as the luck of which rows were judged goes.</summary>
/// <param name="Value">The figure on the rows as they are; NaN where it is undefined (0/0).</param>
/// <param name="Low">The lower end; NaN where the figure is undefined, or no interval was asked for.</param>
/// <param name="High">The upper end, at least <paramref name="Low"/>; NaN where that is.</param>
public readonly record struct MetricInterval(double Value, double Low, double High)
{
    /// <summary>Whether there are ends.</summary>
    public bool HasEnds => !double.IsNaN(Low);

    internal static MetricInterval Only(double value) => new(value, double.NaN, double.NaN);
}
