namespace Anomaly.Detection.Evaluation;

/// <summary>Rows to judge whose ranking, flags and probabilities come from different scores; one score a row for each, greater = more anomalous.</summary>
/// <remarks>
/// A calibration that was fitted to the rows themselves flatters them: isotonic regression lifts their ROC curve to its convex hull, and any map lowers their
/// Brier score. So what ranks is best the score before calibration, and what is judged as a probability that of a map fitted without the row; the
/// threshold of a policy is met by what the detector will say, calibrated by all rows.
/// </remarks>
public readonly ref struct JudgedScores
{
    /// <summary>What ranks the rows, for ROC-AUC and average precision: finite, any scale.</summary>
    public required ReadOnlySpan<double> Ranking { get; init; }

    /// <summary>What is compared with the threshold: finite, any scale.</summary>
    public required ReadOnlySpan<double> Deciding { get; init; }

    /// <summary>What is judged by log loss and Brier score: probabilities in [0, 1].</summary>
    public required ReadOnlySpan<double> Probabilities { get; init; }

    /// <summary>One label a row, at least one of each class.</summary>
    public required ReadOnlySpan<bool> IsAnomaly { get; init; }

    /// <summary>The same scores for all three.</summary>
    /// <param name="scores">One score a row.</param>
    /// <param name="isAnomaly">One label a score.</param>
    /// <returns>The rows.</returns>
    public static JudgedScores Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly) =>
        new() { Ranking = scores, Deciding = scores, Probabilities = scores, IsAnomaly = isAnomaly };

    internal bool AreProbabilities
    {
        get
        {
            foreach (double probability in Probabilities)
            {
                if (!(probability is >= 0 and <= 1)) return false;
            }

            return true;
        }
    }

    internal double LogLoss => AreProbabilities ? Metrics.LogLoss(Probabilities, IsAnomaly) : double.NaN;

    internal double BrierScore => AreProbabilities ? Metrics.BrierScore(Probabilities, IsAnomaly) : double.NaN;
}
