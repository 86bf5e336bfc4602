namespace Anomaly.Detection.Evaluation;

/// <summary>What is known of the rows of a sweep beside their scores. Immutable.</summary>
internal sealed class SweepRows
{
    // Entry k: the amounts of all anomalies but the k of greatest score, summed from the lowest up, so that no sum is a difference.
    private readonly double[] _missed;

    /// <param name="scores">One score a row.</param>
    /// <param name="isAnomaly">One label a score.</param>
    /// <param name="amounts">What is at stake in each row; empty where that is not asked for.</param>
    /// <param name="anomalyRate">The share of anomalies to be met; null for that of the rows.</param>
    public SweepRows(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<double> amounts, double? anomalyRate)
    {
        AnomalyRate = anomalyRate;
        _missed = amounts.IsEmpty ? [] : Missed(scores, isAnomaly, amounts);
    }

    public double? AnomalyRate { get; }

    /// <summary>What is at stake in the anomalies that are missed when so many are found; those of greatest score are found first.</summary>
    public double MissedAmount(int found) => _missed[found];

    // Sorted by score and then by amount, so that the order of the rows does not change a bit.
    private static double[] Missed(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<double> amounts)
    {
        var anomalies = new List<(double Score, double Amount)>();
        for (int row = 0; row < scores.Length; row++)
        {
            if (isAnomaly[row]) anomalies.Add((scores[row] + 0.0, amounts[row]));
        }

        anomalies.Sort();
        double[] missed = new double[anomalies.Count + 1];
        for (int place = 0; place < anomalies.Count; place++)
        {
            int found = anomalies.Count - place;
            missed[found - 1] = missed[found] + anomalies[place].Amount;
        }

        return missed;
    }
}
