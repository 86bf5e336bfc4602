using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>One candidate on one test table. Plain data.</summary>
public sealed record ComparisonRow
{
    /// <summary>Name of the candidate.</summary>
    public required string ModelName { get; init; }

    /// <summary>Name of the test table.</summary>
    public required string TestSet { get; init; }

    /// <summary>Where the scores came from. <see cref="ScoreSource.Training"/> where every test row was a training row, whatever the test was said to be: such figures are not performance.</summary>
    public required ScoreSource Source { get; init; }

    /// <summary>The number of test rows.</summary>
    public required int RowCount { get; init; }

    /// <summary>The number of anomalies among them.</summary>
    public required int AnomalyCount { get; init; }

    /// <summary>How many of the test rows are also training rows: on these a model remembers.</summary>
    public required int RepeatedRows { get; init; }

    /// <summary>A row was flagged when its probability ≥ this.</summary>
    public required double Threshold { get; init; }

    /// <summary>The counts at the threshold.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>The share of rows that are judged rightly.</summary>
    public required MetricInterval Accuracy { get; init; }

    /// <summary>The share of flagged rows that are anomalies; undefined where nothing is flagged.</summary>
    public required MetricInterval Precision { get; init; }

    /// <summary>The share of anomalies that are flagged.</summary>
    public required MetricInterval Recall { get; init; }

    /// <summary>The harmonic mean of precision and recall.</summary>
    public required MetricInterval F1 { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public required MetricInterval RocAuc { get; init; }

    /// <summary>The average precision; compare it with the share of anomalies.</summary>
    public required MetricInterval AveragePrecision { get; init; }

    /// <summary>Seconds of wall time that the training took; the same number on each test set of a candidate.</summary>
    public required double FitSeconds { get; init; }

    /// <summary>Seconds of wall time that scoring the test took.</summary>
    public required double ScoreSeconds { get; init; }

    /// <summary>What is to be known before the figures are believed, one sentence each. Default: none.</summary>
    public ImmutableArray<string> Notes { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether the figures say something of rows the model was not fitted to.</summary>
    public bool IsPerformance => Source != ScoreSource.Training;

    /// <summary>The figure of a metric.</summary>
    /// <param name="metric">Which one.</param>
    /// <returns>The figure with its interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The metric is not defined.</exception>
    public MetricInterval Of(ComparisonMetric metric) => metric switch
    {
        ComparisonMetric.Accuracy => Accuracy,
        ComparisonMetric.Precision => Precision,
        ComparisonMetric.Recall => Recall,
        ComparisonMetric.F1 => F1,
        ComparisonMetric.RocAuc => RocAuc,
        ComparisonMetric.AveragePrecision => AveragePrecision,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "Unknown metric."),
    };
}
