using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>The figures of scored rows, each with its interval: how much of a figure is the luck of which rows were judged.</summary>
/// <remarks>
/// <para>
/// Each interval is made in the way that suits its figure. Accuracy, precision, recall and specificity are rates: Wilson's interval
/// (<see cref="ProportionInterval.Wilson"/>). ROC-AUC has a variance of its own: DeLong's (<see cref="RocAucInterval"/>). The others are drawn, by the
/// stratified percentile bootstrap (Efron, 1979; Efron and Tibshirani, 1993, chapter 13): as many anomalies as there are, and as many normal rows, are
/// drawn with replacement, the figures are taken of them, and that again and again; an interval holds the middle share of what came out.
/// </para>
/// <para>
/// The model stays as it is: what another training table would have changed is not in an interval. Rows that belong together, such as sessions of one
/// user, say less than as many independent ones, and their true interval is wider.
/// </para>
/// <para>
/// A bootstrap cannot see beyond the rows: where all replicates agree, as those of a perfect ranking do, its interval is a point. Wilson's and DeLong's ends
/// say what so few rows can promise.
/// </para>
/// <para>The order of the rows and the number of threads do not change a bit.</para>
/// </remarks>
public sealed record MetricIntervals
{
    /// <summary>The share of samples, if rows were drawn anew, whose interval would hold the true figure, in (0, 1).</summary>
    public required double Confidence { get; init; }

    /// <summary>The share of rows that are judged rightly.</summary>
    public required MetricInterval Accuracy { get; init; }

    /// <summary>The share of flagged rows that are anomalies; NaN, without ends, where nothing is flagged.</summary>
    public required MetricInterval Precision { get; init; }

    /// <summary>The share of anomalies that are flagged.</summary>
    public required MetricInterval Recall { get; init; }

    /// <summary>The share of normal rows that are not flagged.</summary>
    public required MetricInterval Specificity { get; init; }

    /// <summary>The harmonic mean of precision and recall.</summary>
    public required MetricInterval F1 { get; init; }

    /// <summary>The correlation of flag and label, in [−1, 1].</summary>
    public required MetricInterval MatthewsCorrelation { get; init; }

    /// <summary>The mean of recall and specificity.</summary>
    public required MetricInterval BalancedAccuracy { get; init; }

    /// <summary>The area under the ROC curve.</summary>
    public required MetricInterval RocAuc { get; init; }

    /// <summary>The average precision.</summary>
    public required MetricInterval AveragePrecision { get; init; }

    /// <summary>The mean of −ln(likelihood of the label), at least 0; NaN, without ends, where a score is outside [0, 1].</summary>
    public required MetricInterval LogLoss { get; init; }

    /// <summary>The mean squared distance between probability and label; NaN, without ends, where a score is outside [0, 1].</summary>
    public required MetricInterval BrierScore { get; init; }

    /// <summary>Measures figures and intervals of rows that have one score each.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous; any scale, but log loss and Brier score need probabilities.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <param name="threshold">A row is flagged when its score ≥ this; a finite number.</param>
    /// <param name="options">How sure the intervals are to be, and how to draw; the defaults when null.</param>
    /// <param name="progress">Told the share of replicates that are done, about a hundred times, in ascending order.</param>
    /// <param name="cancellationToken">Stops the drawing; nothing is returned.</param>
    /// <returns>The intervals; the same for the same scores of each class, options and seed.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a score is not finite, or the threshold is not.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static MetricIntervals Compute(
        ReadOnlySpan<double> scores,
        ReadOnlySpan<bool> isAnomaly,
        double threshold,
        BootstrapOptions? options = null,
        IProgress<double>? progress = null,
        CancellationToken cancellationToken = default) => Compute(JudgedScores.Of(scores, isAnomaly), threshold, options, progress, cancellationToken);

    /// <summary>Measures figures and intervals of rows whose ranking, flags and probabilities come from different scores.</summary>
    /// <param name="rows">The rows, at least one of each class.</param>
    /// <param name="threshold">A row is flagged when its <see cref="JudgedScores.Deciding"/> score ≥ this; a finite number.</param>
    /// <param name="options">How sure the intervals are to be, and how to draw; the defaults when null.</param>
    /// <param name="progress">Told the share of replicates that are done, about a hundred times, in ascending order.</param>
    /// <param name="cancellationToken">Stops the drawing; nothing is returned.</param>
    /// <returns>The intervals; the same for the same rows of each class, options and seed.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a ranking or deciding score is not finite, or the threshold is not.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static MetricIntervals Compute(JudgedScores rows, double threshold, BootstrapOptions? options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        BootstrapOptions chosen = options ?? new BootstrapOptions();
        MetricIntervals values = WithoutEnds(rows, threshold);
        MetricInterval area = RocAucInterval.Compute(rows.Ranking, rows.IsAnomaly, chosen.Confidence);
        var ends = BootstrapEnds.Draw(new BootstrapSample(rows, threshold), chosen, progress, cancellationToken);
        return values.WithRateEnds(ConfusionMatrix.At(rows.Deciding, rows.IsAnomaly, threshold), chosen.Confidence) with
        {
            F1 = ends.Of(0, values.F1.Value),
            MatthewsCorrelation = ends.Of(1, values.MatthewsCorrelation.Value),
            BalancedAccuracy = ends.Of(2, values.BalancedAccuracy.Value),
            RocAuc = area,
            AveragePrecision = ends.Of(3, values.AveragePrecision.Value),
            LogLoss = ends.Of(4, values.LogLoss.Value),
            BrierScore = ends.Of(5, values.BrierScore.Value),
        };
    }

    /// <summary>The figures alone, with no ends.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Compute(JudgedScores, double, BootstrapOptions?, IProgress{double}?, CancellationToken)"/>.</exception>
    internal static MetricIntervals WithoutEnds(JudgedScores rows, double threshold)
    {
        if (!double.IsFinite(threshold)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The threshold is {threshold}; an evaluation needs a finite one."), nameof(threshold));
        LabelledScores.CheckLengths(rows.Probabilities, rows.IsAnomaly);
        var ranked = RankedScores.Rank(rows.Ranking, rows.IsAnomaly, "An evaluation");
        var confusion = ConfusionMatrix.At(rows.Deciding, rows.IsAnomaly, threshold);
        return WithoutEnds(confusion, Metrics.RocAuc(ranked), Metrics.AveragePrecision(ranked), rows.LogLoss, rows.BrierScore);
    }

    /// <summary>The figures alone; those of the counts are theirs.</summary>
    internal static MetricIntervals WithoutEnds(ConfusionMatrix confusion, double rocAuc, double averagePrecision, double logLoss, double brierScore) => new()
    {
        Confidence = new BootstrapOptions().Confidence,
        Accuracy = MetricInterval.Only(confusion.Accuracy),
        Precision = MetricInterval.Only(confusion.Precision),
        Recall = MetricInterval.Only(confusion.Recall),
        Specificity = MetricInterval.Only(confusion.Specificity),
        F1 = MetricInterval.Only(confusion.F1),
        MatthewsCorrelation = MetricInterval.Only(confusion.MatthewsCorrelation),
        BalancedAccuracy = MetricInterval.Only(confusion.BalancedAccuracy),
        RocAuc = MetricInterval.Only(rocAuc),
        AveragePrecision = MetricInterval.Only(averagePrecision),
        LogLoss = MetricInterval.Only(logLoss),
        BrierScore = MetricInterval.Only(brierScore),
    };

    /// <summary>The same with Wilson's ends for the rates, which follow from the counts.</summary>
    internal MetricIntervals WithRateEnds(ConfusionMatrix confusion, double confidence) => this with
    {
        Confidence = confidence,
        Accuracy = ProportionInterval.Wilson(confusion.TruePositives + confusion.TrueNegatives, confusion.RowCount, confidence),
        Precision = ProportionInterval.Wilson(confusion.TruePositives, confusion.FlaggedCount, confidence),
        Recall = ProportionInterval.Wilson(confusion.TruePositives, confusion.AnomalyCount, confidence),
        Specificity = ProportionInterval.Wilson(confusion.TrueNegatives, confusion.NormalCount, confidence),
    };
}
