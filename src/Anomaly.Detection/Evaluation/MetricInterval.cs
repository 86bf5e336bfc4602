namespace Anomaly.Detection.Evaluation;

/// <summary>A figure, and between which numbers it lies when the rows are drawn anew.</summary>
/// <param name="Value">The figure on the rows as they are, in [0, 1]; NaN where it is undefined (0/0).</param>
/// <param name="Low">The lower end; NaN where no replicate defined the figure, or none was drawn.</param>
/// <param name="High">The upper end, at least <paramref name="Low"/>; NaN where that is.</param>
public readonly record struct MetricInterval(double Value, double Low, double High)
{
    /// <summary>How many replicates left the figure undefined and do not count in the interval, such as a precision where nothing was flagged.</summary>
    public int UndefinedReplicates { get; init; }

    /// <summary>Whether there are ends.</summary>
    public bool HasEnds => !double.IsNaN(Low);

    internal static MetricInterval Only(double value) => new(value, double.NaN, double.NaN);
}
