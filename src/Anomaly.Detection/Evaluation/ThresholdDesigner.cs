using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>Chooses a threshold by trying every score that occurs.</summary>
/// <remarks>
/// <para>
/// A threshold is always one of the scores, not a midpoint between two: with the rule score ≥ threshold it gives back the chosen split of the rows
/// exactly, while the midpoint of two neighbouring numbers can be rounded onto the lower one. Rows of one score are flagged together or not at all.
/// Of thresholds that do equally well the highest is taken: fewer alarms. The one exception is the greatest precision, of which the lowest is taken: it finds more.
/// </para>
/// <para>
/// With confidence, a bound of the share is held to its minimum instead of the share itself. A share that just reaches its minimum on some hundred rows
/// misses it on about half of the rows to come, as those were the luckiest of all thresholds; <c>docs/judging.md</c> has figures.
/// </para>
/// </remarks>
public static class ThresholdDesigner
{
    /// <summary>Chooses the threshold that serves an objective best.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <param name="objective">What the threshold is to be best at.</param>
    /// <param name="source">Where the scores came from. Training scores are refused: there a model separates the classes almost always, and any threshold looks good.</param>
    /// <param name="options">How to reckon; the defaults when null.</param>
    /// <param name="amounts">What is at stake in each row, such as its amount; finite, at least 0. Only for an objective that needs amounts.</param>
    /// <param name="cancellationToken">Stops the search; nothing is returned.</param>
    /// <returns>The threshold with its figures; or, where none holds what must be held, why.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a score or an amount is not finite, the source is training, or amounts are given without need or lacking.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ThresholdDesign Choose(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> isAnomaly,
        ThresholdObjective objective,
        ScoreSource source,
        ThresholdDesignOptions? options = null,
        ReadOnlySpan<double> amounts = default,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(objective);
        CheckSource(source);
        CheckAmounts(objective, amounts, scores.Length);
        ThresholdDesignOptions chosen = options ?? new ThresholdDesignOptions();
        var ranked = RankedScores.Rank(scores, isAnomaly, "The choice of a threshold");
        var sweep = new ThresholdSweep(ranked, new SweepRows(scores, isAnomaly, amounts, chosen.AnomalyRate), objective, chosen.Bound);
        SweepPoint? best = sweep.Best(out int tried, cancellationToken);
        var design = new ThresholdDesign { Objective = objective, Source = source, TriedCount = tried, AnomalyRate = chosen.AnomalyRate };
        if (best is not { } point) return design with { Refusal = sweep.Refusal(cancellationToken) };

        ConfusionMatrix confusion = point.Confusion;
        double confidence = chosen.Intervals?.Confidence ?? 0.95;
        return design with
        {
            Threshold = point.Threshold,
            Value = objective.Shown(objective.Value(point)),
            Confusion = confusion,
            AlertRate = ProportionInterval.Wilson(confusion.FlaggedCount, confusion.RowCount, confidence),
            Figures = chosen.Intervals is { } intervals
                ? MetricIntervals.Compute(scores, isAnomaly, point.Threshold, intervals, progress: null, cancellationToken)
                : MetricIntervals.WithoutEnds(JudgedScores.Of(scores, isAnomaly), point.Threshold),
        };
    }

    private static void CheckSource(ScoreSource source)
    {
        if (!Enum.IsDefined(source)) throw new ArgumentException($"{source} is not a {nameof(ScoreSource)}.", nameof(source));
        if (source == ScoreSource.Training) throw new ArgumentException("The scores are of rows that the model was trained on, where it separates the classes by memory: choose a threshold on out-of-bag, cross-validated or held-out scores.", nameof(source));
    }

    private static void CheckAmounts(ThresholdObjective objective, ReadOnlySpan<double> amounts, int rowCount)
    {
        if (!objective.NeedsAmounts)
        {
            if (!amounts.IsEmpty) throw new ArgumentException($"Amounts are given, but the objective {objective} does not look at them.", nameof(amounts));
            return;
        }

        if (amounts.Length != rowCount) throw new ArgumentException($"The objective {objective} needs one amount a row: {amounts.Length} amounts do not fit {rowCount} scores.", nameof(amounts));
        for (int row = 0; row < amounts.Length; row++)
        {
            if (!(amounts[row] >= 0 && double.IsFinite(amounts[row]))) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The amount of row {row} (first = 0) is {amounts[row]}; it must be finite and at least 0."), nameof(amounts));
        }
    }
}
