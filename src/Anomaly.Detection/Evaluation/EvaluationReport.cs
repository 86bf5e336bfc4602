using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>How good scores are on some rows, and where the scores came from. Plain data; every number is finite.</summary>
public sealed record EvaluationReport
{
    /// <summary>Where the scores came from. Figures of <see cref="ScoreSource.Training"/> are not performance.</summary>
    public required ScoreSource Source { get; init; }

    /// <summary>The number of rows that were judged.</summary>
    public required int RowCount { get; init; }

    /// <summary>The number of anomalies among them.</summary>
    public required int AnomalyCount { get; init; }

    /// <summary>A row counts as flagged when its score ≥ this.</summary>
    public required double Threshold { get; init; }

    /// <summary>The counts at the threshold.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    /// <summary>The area under the ROC curve, in [0, 1].</summary>
    public required double RocAuc { get; init; }

    /// <summary>The average precision, in (0, 1]; compare it with <see cref="Prevalence"/>.</summary>
    public required double AveragePrecision { get; init; }

    /// <summary>The mean of −ln(likelihood of the label), at least 0.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The mean squared distance between score and label, in [0, 1].</summary>
    public required double BrierScore { get; init; }

    /// <summary>The share of anomalies among the rows: the average precision of a random ranking.</summary>
    public double Prevalence => (double)AnomalyCount / RowCount;

    /// <summary>Judges scores that are probabilities.</summary>
    /// <param name="scores">One probability of being an anomaly a row, in [0, 1]. Leave out rows that have none, such as those in every bag.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <param name="threshold">A row is flagged when its score ≥ this; a finite number.</param>
    /// <param name="source">Where the scores came from.</param>
    /// <returns>The report; the order of the rows does not change a bit of it.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a score is outside [0, 1], the threshold is not finite, or the source is not defined.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    public static EvaluationReport Compute(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, double threshold, ScoreSource source)
    {
        if (!Enum.IsDefined(source)) throw new ArgumentException($"{source} is not a {nameof(ScoreSource)}.", nameof(source));
        if (!double.IsFinite(threshold)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The threshold is {threshold}; a report needs a finite one."), nameof(threshold));
        var ranked = RankedScores.Rank(scores, isAnomaly, "An evaluation report");
        return new EvaluationReport
        {
            Source = source,
            RowCount = scores.Length,
            AnomalyCount = ranked.AnomalyCount,
            Threshold = threshold,
            Confusion = ConfusionMatrix.At(scores, isAnomaly, threshold),
            RocAuc = Metrics.RocAuc(ranked),
            AveragePrecision = Metrics.AveragePrecision(ranked),
            LogLoss = Metrics.LogLoss(scores, isAnomaly),
            BrierScore = Metrics.BrierScore(scores, isAnomaly),
        };
    }

    /// <summary>The report for people: several lines, the source of the scores first.</summary>
    /// <returns>Text without a line break at its end; the same in every culture.</returns>
    public override string ToString() => EvaluationReportText.Write(this);
}
