using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>How good scores are, in one number. Greater scores mean more anomalous.</summary>
/// <remarks>Every figure is the same, to the last bit, whatever the order of the rows, the machine and its vector width. Thread-safe.</remarks>
public static class Metrics
{
    private const double NaturalLogarithmOfTwo = 0.6931471805599453;

    /// <summary>The least likelihood that <see cref="LogLoss"/> counts: 2⁻⁵², so a row costs at most 36.04.</summary>
    public const double SmallestLikelihood = 1.0 / (1L << 52);

    /// <summary>The area under the ROC curve: the chance that an anomaly scores above a normal row, a tie counting half.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous; any scale.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <returns>The area in [0, 1]; 0.5 is a random ranking.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <remarks>Pairs are counted in integers, exactly for any number of rows, and divided once. Equals <see cref="RocCurve.Area"/> without building the curve.</remarks>
    public static double RocAuc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly) => RocAuc(RankedScores.Rank(scores, isAnomaly, "ROC-AUC"));

    /// <summary>The mean precision at which anomalies are found: Σ (Rₙ − Rₙ₋₁) Pₙ over the scores that occur, from the top, without interpolation.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous; any scale.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <returns>The mean in (0, 1]; the prevalence of anomalies is what a random ranking gets.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    /// <remarks>Rows of one score are one block: all tied gives the prevalence. scikit-learn's <c>average_precision_score</c>.</remarks>
    public static double AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly) => AveragePrecision(RankedScores.Rank(scores, isAnomaly, "Average precision"));

    /// <summary>The mean of −ln(likelihood of the label) over the rows (cross-entropy, in nats).</summary>
    /// <param name="probabilities">One probability of being an anomaly a row, in [0, 1].</param>
    /// <param name="isAnomaly">One label a probability; one class may be absent.</param>
    /// <returns>The mean, at least 0; 0 is perfect, ln 2 = 0.693 is a constant probability of one half.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a probability is outside [0, 1].</exception>
    /// <remarks>A likelihood below <see cref="SmallestLikelihood"/> counts as that, so that one certain mistake does not make the mean infinite; scikit-learn 1.2 clips at the same number.</remarks>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isAnomaly)
    {
        LabelledScores.CheckProbabilities(probabilities, isAnomaly);
        var loss = default(OrderFreeMean);
        for (int row = 0; row < probabilities.Length; row++) loss.Add(LogarithmicLoss(probabilities[row], isAnomaly[row]));
        return loss.Mean;
    }

    /// <summary>The mean squared distance between probability and label (Brier, 1950).</summary>
    /// <param name="probabilities">One probability of being an anomaly a row, in [0, 1].</param>
    /// <param name="isAnomaly">One label a probability; one class may be absent.</param>
    /// <returns>The mean in [0, 1]; 0 is perfect, π(1 − π) is a constant probability of the prevalence π.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a probability is outside [0, 1].</exception>
    public static double BrierScore(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isAnomaly)
    {
        LabelledScores.CheckProbabilities(probabilities, isAnomaly);
        var loss = default(OrderFreeMean);
        for (int row = 0; row < probabilities.Length; row++) loss.Add(SquaredLoss(probabilities[row], isAnomaly[row]));
        return loss.Mean;
    }

    // Not Math.Log, whose last bit differs between machines: a report is stored with the model.
    internal static double LogarithmicLoss(double probability, bool isAnomaly) =>
        -NaturalLogarithmOfTwo * Logarithm.Log2(Math.Max(isAnomaly ? probability : 1 - probability, SmallestLikelihood));

    internal static double SquaredLoss(double probability, bool isAnomaly)
    {
        double distance = probability - (isAnomaly ? 1 : 0);
        return distance * distance;
    }

    internal static double RocAuc(RankedScores ranked)
    {
        // Won pairs count 2 and tied ones 1. There are fewer than 2³¹ rows, so at most 2⁶⁰ pairs: a long holds twice that.
        long halves = 0;
        int normalsBelow = ranked.NormalCount;
        foreach (ScoreBlock block in ranked)
        {
            normalsBelow -= block.Normals;
            halves += block.Anomalies * ((2L * normalsBelow) + block.Normals);
        }

        return (double)halves / (2L * ranked.AnomalyCount * ranked.NormalCount);
    }

    internal static double AveragePrecision(RankedScores ranked)
    {
        // A block adds at most its number of anomalies, so the mean cannot be rounded above 1.
        double sum = 0;
        int found = 0, flagged = 0;
        foreach (ScoreBlock block in ranked)
        {
            found += block.Anomalies;
            flagged += block.Anomalies + block.Normals;
            sum += (double)((long)block.Anomalies * found) / flagged;
        }

        return sum / ranked.AnomalyCount;
    }
}
