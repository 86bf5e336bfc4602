using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>Chooses a threshold by trying every score that occurs.</summary>
/// <remarks>
/// <para>
/// A threshold is always one of the scores, not a midpoint between two: with the rule score ≥ threshold it gives back the chosen split of the rows
/// exactly, while the midpoint of two neighbouring numbers can be rounded onto the lower one. Rows of one score are flagged together or not at all.
/// Of thresholds that do equally well the highest is taken: fewer alarms.
/// </para>
/// <para>Choose on out-of-bag or held-out scores. On training scores a forest separates the classes almost always, and any threshold looks good.</para>
/// </remarks>
public static class ThresholdSearch
{
    /// <summary>The threshold with the greatest F-beta.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <param name="beta">How many times recall counts as much as precision, in [0.001, 1000].</param>
    /// <param name="anomalyRate">The share of anomalies to reckon with, in (0, 1), where the rows were enriched with anomalies; by default the share among the rows.</param>
    /// <returns>The choice; its objective is the F-beta, at <paramref name="anomalyRate"/> if that is given.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Beta or the anomaly rate is out of range.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <remarks>
    /// Another share of anomalies leaves both rates of the ROC curve as they are and moves precision: at rate π it is TPR·π / (TPR·π + FPR·(1 − π)),
    /// so F-beta is (1 + β²)·TPR·π / (β²·π + TPR·π + FPR·(1 − π)).
    /// </remarks>
    public static ThresholdChoice BestFBeta(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, double beta, double? anomalyRate = null)
    {
        ConfusionMatrix.CheckBeta(beta);
        if (anomalyRate is { } given && !(given is > 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(anomalyRate), string.Create(CultureInfo.InvariantCulture, $"The anomaly rate is {given}; it must be between 0 and 1."));

        var ranked = RankedScores.Rank(scores, isAnomaly, "F-beta");
        double best = double.NegativeInfinity, threshold = double.NaN;
        var chosen = default(ConfusionMatrix);
        int found = 0, falseAlarms = 0;
        foreach (ScoreBlock block in ranked)
        {
            found += block.Anomalies;
            falseAlarms += block.Normals;
            var confusion = Split(ranked, found, falseAlarms);
            double objective = anomalyRate is { } rate ? FBetaAt(rate, confusion, beta) : confusion.FBeta(beta);
            if (!(objective > best)) continue;
            (best, threshold, chosen) = (objective, block.Score, confusion);
        }

        return new ThresholdChoice(threshold, chosen, best);
    }

    /// <summary>The highest threshold that still finds a given share of the anomalies.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <param name="minimumRecall">The share of anomalies to flag at least, in (0, 1].</param>
    /// <returns>The choice; its objective is the recall reached.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The minimum is out of range.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    public static ThresholdChoice HighestWithRecall(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, double minimumRecall)
    {
        if (!(minimumRecall is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(minimumRecall), string.Create(CultureInfo.InvariantCulture, $"The minimum recall is {minimumRecall}; it must be above 0 and at most 1."));

        var ranked = RankedScores.Rank(scores, isAnomaly, "Recall against false alarms");
        double threshold = double.NaN;
        var chosen = default(ConfusionMatrix);
        int found = 0, falseAlarms = 0;
        foreach (ScoreBlock block in ranked)
        {
            found += block.Anomalies;
            falseAlarms += block.Normals;
            (threshold, chosen) = (block.Score, Split(ranked, found, falseAlarms));
            if (chosen.Recall >= minimumRecall) break;
        }

        return new ThresholdChoice(threshold, chosen, chosen.Recall);
    }

    private static ConfusionMatrix Split(RankedScores ranked, int found, int falseAlarms) =>
        new(ranked.NormalCount - falseAlarms, falseAlarms, ranked.AnomalyCount - found, found);

    private static double FBetaAt(double anomalyRate, ConfusionMatrix confusion, double beta)
    {
        double found = confusion.Recall * anomalyRate;
        double falseAlarms = confusion.FalsePositiveRate * (1 - anomalyRate);
        double weight = beta * beta;
        return (1 + weight) * found / ((weight * anomalyRate) + found + falseAlarms);
    }
}
