using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>A threshold, what it was to be best at, and what it does to the rows it was chosen on; or why there is none. Plain data.</summary>
/// <remarks>Figures at a threshold that was chosen on the same rows are a little flattered: it is also the luckiest. Cross-validation judges the choice on other rows.</remarks>
public sealed record ThresholdDesign
{
    /// <summary>What was asked for.</summary>
    public required ThresholdObjective Objective { get; init; }

    /// <summary>Where the scores came from.</summary>
    public required ScoreSource Source { get; init; }

    /// <summary>How many thresholds were tried: the different scores.</summary>
    public required int TriedCount { get; init; }

    /// <summary>The share of anomalies that was reckoned with; null for that of the rows.</summary>
    public double? AnomalyRate { get; init; }

    /// <summary>One of the scores: a row is flagged when its score ≥ it. Null when no threshold is what was asked for.</summary>
    public double? Threshold { get; init; }

    /// <summary>Why there is no threshold, one sentence; null when there is one.</summary>
    public string? Refusal { get; init; }

    /// <summary>What was made as great as possible, or as small as possible where it is a cost; null without a threshold.</summary>
    public double? Value { get; init; }

    /// <summary>The figures at the threshold, with intervals, on the rows as they are, whatever <see cref="AnomalyRate"/> is; null without a threshold.</summary>
    public MetricIntervals? Figures { get; init; }

    /// <summary>The counts at the threshold; null without one.</summary>
    public ConfusionMatrix? Confusion { get; init; }

    /// <summary>The share of the rows that is flagged, with its Wilson interval; null without a threshold.</summary>
    public MetricInterval? AlertRate { get; init; }

    /// <summary>Whether there is a threshold.</summary>
    public bool IsFound => Threshold is not null;

    /// <summary>The design in one sentence.</summary>
    /// <returns>Text without a line break; the same in every culture.</returns>
    public override string ToString()
    {
        if (Threshold is not { } threshold) return $"{Objective}: {Refusal}";
        ConfusionMatrix confusion = Confusion!.Value;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Objective}: {threshold:0.######}, chosen on {confusion.RowCount:N0} rows ({SourceText}); precision {Text(Figures!.Precision)}, recall {Text(Figures.Recall)}, alerts {Text(AlertRate!.Value)} of rows");
    }

    private string SourceText => Source switch
    {
        ScoreSource.OutOfBag => "out of bag",
        ScoreSource.CrossValidated => "cross-validated",
        _ => "held out",
    };

    private static string Text(MetricInterval figure) => figure.HasEnds
        ? string.Create(CultureInfo.InvariantCulture, $"{figure.Value:0.####} [{figure.Low:0.####}, {figure.High:0.####}]")
        : figure.Value.ToString("0.####", CultureInfo.InvariantCulture);
}
