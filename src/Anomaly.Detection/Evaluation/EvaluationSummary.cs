namespace Anomaly.Detection.Evaluation;

/// <summary>How good scores are on some rows, and where the scores came from. Plain data.</summary>
public sealed record EvaluationSummary
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

    /// <summary>Every figure with its interval; those of the counts are the figures of <see cref="Confusion"/>.</summary>
    public required MetricIntervals Intervals { get; init; }

    /// <summary>The area under the ROC curve, in [0, 1].</summary>
    public double RocAuc => Intervals.RocAuc.Value;

    /// <summary>The average precision, in (0, 1]; compare it with <see cref="Prevalence"/>.</summary>
    public double AveragePrecision => Intervals.AveragePrecision.Value;

    /// <summary>The mean of −ln(likelihood of the label), at least 0.</summary>
    public double LogLoss => Intervals.LogLoss.Value;

    /// <summary>The mean squared distance between probability and label, in [0, 1].</summary>
    public double BrierScore => Intervals.BrierScore.Value;

    /// <summary>The share of anomalies among the rows: the average precision of a random ranking.</summary>
    public double Prevalence => (double)AnomalyCount / RowCount;

    /// <summary>Judges scores that are probabilities.</summary>
    /// <param name="scores">One probability of being an anomaly a row, in [0, 1]. Leave out rows that have none, such as those in every bag.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <param name="threshold">A row is flagged when its score ≥ this; a finite number.</param>
    /// <param name="source">Where the scores came from.</param>
    /// <param name="intervals">How sure the intervals are to be, and how to draw; the defaults when null.</param>
    /// <param name="progress">Told the share of replicates that are done, about a hundred times, in ascending order.</param>
    /// <param name="cancellationToken">Stops the drawing; nothing is returned.</param>
    /// <returns>The report; neither the order of the rows nor the number of threads changes a bit of it.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a score is outside [0, 1], the threshold is not finite, or the source is not defined.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static EvaluationSummary Compute(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> isAnomaly,
        double threshold,
        ScoreSource source,
        BootstrapOptions? intervals = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default) => Compute(JudgedScores.Of(scores, isAnomaly), threshold, source, intervals, progress, cancellationToken);

    /// <summary>Judges rows whose ranking, flags and probabilities come from different scores.</summary>
    /// <param name="rows">The rows, at least one of each class.</param>
    /// <param name="threshold">A row is flagged when its <see cref="JudgedScores.Deciding"/> score ≥ this; a finite number.</param>
    /// <param name="source">Where the scores came from.</param>
    /// <param name="intervals">How sure the intervals are to be, and how to draw; the defaults when null.</param>
    /// <param name="progress">Told the share of replicates that are done, about a hundred times, in ascending order.</param>
    /// <param name="cancellationToken">Stops the drawing; nothing is returned.</param>
    /// <returns>The report; neither the order of the rows nor the number of threads changes a bit of it.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a score is not finite, a probability is outside [0, 1], the threshold is not finite, or the source is not defined.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static EvaluationSummary Compute(JudgedScores rows, double threshold, ScoreSource source, BootstrapOptions? intervals, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        Check(rows, source);
        return Of(rows, threshold, source, MetricIntervals.Compute(rows, threshold, intervals, progress, cancellationToken));
    }

    /// <summary>The same without ends.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Compute(JudgedScores, double, ScoreSource, BootstrapOptions?, IProgress{double}?, CancellationToken)"/>.</exception>
    internal static EvaluationSummary WithoutEnds(JudgedScores rows, double threshold, ScoreSource source)
    {
        Check(rows, source);
        return Of(rows, threshold, source, MetricIntervals.WithoutEnds(rows, threshold));
    }

    /// <summary>The report for people: several lines, the source of the scores first.</summary>
    /// <returns>Text without a line break at its end; the same in every culture.</returns>
    public override string ToString() => EvaluationSummaryText.Write(this);

    private static void Check(JudgedScores rows, ScoreSource source)
    {
        if (!Enum.IsDefined(source)) throw new ArgumentException($"{source} is not a {nameof(ScoreSource)}.", nameof(source));
        LabelledScores.CheckProbabilities(rows.Probabilities, rows.IsAnomaly);
    }

    private static EvaluationSummary Of(JudgedScores rows, double threshold, ScoreSource source, MetricIntervals intervals)
    {
        var confusion = ConfusionMatrix.At(rows.Deciding, rows.IsAnomaly, threshold);
        return new EvaluationSummary
        {
            Source = source,
            RowCount = rows.IsAnomaly.Length,
            AnomalyCount = (int)confusion.AnomalyCount,
            Threshold = threshold,
            Confusion = confusion,
            Intervals = intervals,
        };
    }
}
