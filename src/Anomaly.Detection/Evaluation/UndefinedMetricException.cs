namespace Anomaly.Detection.Evaluation;

/// <summary>A figure that compares anomalies with normal rows was asked of rows of one class only.</summary>
/// <remarks>There is no neutral value to return: 0.5 would claim that the ranking was tried and found random.</remarks>
public sealed class UndefinedMetricException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="metric">Name of the figure, in words.</param>
    /// <param name="anomalyCount">The number of anomalies among the rows.</param>
    /// <param name="normalCount">The number of normal rows.</param>
    public UndefinedMetricException(string metric, int anomalyCount, int normalCount)
        : base($"{metric} is undefined for {anomalyCount} anomalies and {normalCount} normal rows: at least one of each is needed.")
    {
        Metric = metric;
        AnomalyCount = anomalyCount;
        NormalCount = normalCount;
    }

    /// <summary>Name of the figure, in words.</summary>
    public string Metric { get; }

    /// <summary>The number of anomalies among the rows.</summary>
    public int AnomalyCount { get; }

    /// <summary>The number of normal rows.</summary>
    public int NormalCount { get; }
}
