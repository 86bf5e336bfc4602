using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>How many rows of each class a threshold flags as anomalies, and the figures that follow from the four counts.</summary>
/// <remarks>
/// A ratio whose denominator is 0 is undefined and given as <see cref="double.NaN"/>, never as a silent 0; each property names the case.
/// scikit-learn returns 0 there, with a warning.
/// </remarks>
/// <param name="TrueNegatives">Normal rows that are not flagged; at least 0, as all four counts.</param>
/// <param name="FalsePositives">Normal rows that are flagged: false alarms.</param>
/// <param name="FalseNegatives">Anomalies that are not flagged: misses.</param>
/// <param name="TruePositives">Anomalies that are flagged.</param>
/// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
public readonly record struct ConfusionMatrix(long TrueNegatives, long FalsePositives, long FalseNegatives, long TruePositives)
{
    /// <summary>Normal rows that are not flagged.</summary>
    public long TrueNegatives { get; init => field = Count(value, nameof(TrueNegatives)); } = Count(TrueNegatives, nameof(TrueNegatives));

    /// <summary>Normal rows that are flagged: false alarms.</summary>
    public long FalsePositives { get; init => field = Count(value, nameof(FalsePositives)); } = Count(FalsePositives, nameof(FalsePositives));

    /// <summary>Anomalies that are not flagged: misses.</summary>
    public long FalseNegatives { get; init => field = Count(value, nameof(FalseNegatives)); } = Count(FalseNegatives, nameof(FalseNegatives));

    /// <summary>Anomalies that are flagged.</summary>
    public long TruePositives { get; init => field = Count(value, nameof(TruePositives)); } = Count(TruePositives, nameof(TruePositives));

    /// <summary>All rows.</summary>
    public long RowCount => AnomalyCount + NormalCount;

    /// <summary>All anomalies, flagged or not.</summary>
    public long AnomalyCount => TruePositives + FalseNegatives;

    /// <summary>All normal rows, flagged or not.</summary>
    public long NormalCount => TrueNegatives + FalsePositives;

    /// <summary>All flagged rows, rightly or not.</summary>
    public long FlaggedCount => TruePositives + FalsePositives;

    /// <summary>The share of rows that are judged rightly, in [0, 1]; NaN without rows. With few anomalies it is high for a detector that never flags.</summary>
    public double Accuracy => Ratio(TruePositives + TrueNegatives, RowCount);

    /// <summary>The share of flagged rows that are anomalies, in [0, 1]; NaN when nothing is flagged.</summary>
    public double Precision => Ratio(TruePositives, FlaggedCount);

    /// <summary>The share of anomalies that are flagged (true positive rate, sensitivity), in [0, 1]; NaN without anomalies.</summary>
    public double Recall => Ratio(TruePositives, AnomalyCount);

    /// <summary>The share of normal rows that are not flagged (true negative rate), in [0, 1]; NaN without normal rows.</summary>
    public double Specificity => Ratio(TrueNegatives, NormalCount);

    /// <summary>The share of normal rows that are flagged, in [0, 1]; NaN without normal rows.</summary>
    public double FalsePositiveRate => Ratio(FalsePositives, NormalCount);

    /// <summary>The harmonic mean of precision and recall, <see cref="FBeta"/> of 1.</summary>
    public double F1 => FBeta(1);

    /// <summary>The mean of <see cref="Recall"/> and <see cref="Specificity"/>, in [0, 1]; 0.5 for a detector that flags all or nothing; NaN when a class is absent.</summary>
    public double BalancedAccuracy => (Recall + Specificity) / 2;

    /// <summary>The correlation of flag and label (Matthews, 1975), in [−1, 1]; 0 is no better than chance.</summary>
    /// <remarks>
    /// When all rows are flagged, or none, the ratio is 0/0; it is given as 0 there, as the field does: a constant correlates with nothing, and 0 is
    /// the limit (Chicco and Jurman, 2020). NaN when a class is absent.
    /// </remarks>
    public double MatthewsCorrelation
    {
        get
        {
            if (AnomalyCount == 0 || NormalCount == 0) return double.NaN;
            long silentCount = RowCount - FlaggedCount;
            if (FlaggedCount == 0 || silentCount == 0) return 0;
            double numerator = (double)(((Int128)TruePositives * TrueNegatives) - ((Int128)FalsePositives * FalseNegatives));
            double denominator = Math.Sqrt((double)AnomalyCount * NormalCount) * Math.Sqrt((double)FlaggedCount * silentCount);
            return Math.Clamp(numerator / denominator, -1, 1);
        }
    }

    /// <summary>The weighted harmonic mean of precision and recall: (1 + β²) TP / ((1 + β²) TP + β² FN + FP), in [0, 1].</summary>
    /// <param name="beta">How many times recall counts as much as precision, in [0.001, 1000].</param>
    /// <returns>The mean; 0 when something is flagged or missed but nothing found, NaN when there is neither an anomaly nor a flag.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is out of range.</exception>
    /// <remarks>van Rijsbergen (1979).</remarks>
    public double FBeta(double beta)
    {
        CheckBeta(beta);
        double weight = beta * beta;
        return Math.Min((1 + weight) * TruePositives / (FlaggedCount + (weight * AnomalyCount)), 1);
    }

    /// <summary>Counts what a threshold does to scored rows: a row is flagged when its score ≥ the threshold.</summary>
    /// <param name="scores">One finite score a row, at least one; greater = more anomalous.</param>
    /// <param name="isAnomaly">One label a score. One class may be absent: the ratios that need it are NaN.</param>
    /// <param name="threshold">Any number; +∞ flags nothing, −∞ everything.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a score is not finite, or the threshold is NaN.</exception>
    public static ConfusionMatrix At(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, double threshold)
    {
        int anomalyCount = LabelledScores.CountAnomalies(scores, isAnomaly);
        if (double.IsNaN(threshold)) throw new ArgumentException("The threshold is NaN; it must be a number.", nameof(threshold));
        int flagged = 0, found = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            if (!(scores[row] >= threshold)) continue;
            flagged++;
            if (isAnomaly[row]) found++;
        }

        int normalCount = scores.Length - anomalyCount;
        return new ConfusionMatrix(normalCount - (flagged - found), flagged - found, anomalyCount - found, found);
    }

    internal static void CheckBeta(double beta)
    {
        // Beyond this range the figure is all but precision or recall, and further out β² would end in 0 or ∞.
        if (!(beta is >= 0.001 and <= 1000)) throw new ArgumentOutOfRangeException(nameof(beta), string.Create(CultureInfo.InvariantCulture, $"Beta is {beta}; it must be in [0.001, 1000]."));
    }

    // 0/0 is NaN, and a positive count over 0 does not occur: every numerator is part of its denominator.
    private static double Ratio(long part, long whole) => (double)part / whole;

    private static long Count(long value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, name);
        return value;
    }
}
