using System.Collections.Immutable;

namespace Anomaly.Detection.Evaluation;

/// <summary>Rows whose labels are probably wrong, the worst first. Plain data.</summary>
/// <remarks>
/// <para>Confident learning, after Northcutt, Jiang and Chuang (2021), as cleanlab does it for two classes:</para>
/// <code>
/// t₁ = mean p of the rows labelled anomaly        a row is confidently an anomaly when      p ≥ t₁
/// t₀ = mean 1 − p of the rows labelled normal     a row is confidently normal when      1 − p ≥ t₀
/// </code>
/// A row that is confidently of the other class than it is labelled is an issue. Where both hold, the more probable class counts; when they are
/// equally probable, the label does. Because each class is measured by its own mean, class weights that tilt all scores do not make issues of
/// half the table.
/// </remarks>
public sealed record LabelIssues
{
    /// <summary>t₀: the mean probability of being normal among the rows labelled normal, in [0, 1].</summary>
    public required double NormalThreshold { get; init; }

    /// <summary>t₁: the mean probability of being an anomaly among the rows labelled anomaly, in [0, 1].</summary>
    public required double AnomalyThreshold { get; init; }

    /// <summary>The number of rows that were judged.</summary>
    public required int RowCount { get; init; }

    /// <summary>The number of rows that were left out because their score is NaN.</summary>
    public required int UnscoredCount { get; init; }

    /// <summary>Rows labelled normal that are confidently normal.</summary>
    public required int ConfidentNormalCount { get; init; }

    /// <summary>Rows labelled anomaly that are confidently anomalies.</summary>
    public required int ConfidentAnomalyCount { get; init; }

    /// <summary>The issues by ascending <see cref="LabelIssue.SelfConfidence"/>; equal ones in row order.</summary>
    public required ImmutableArray<LabelIssue> Issues { get; init; }

    /// <summary>Looks for labels that out-of-sample scores contradict.</summary>
    /// <param name="scores">One probability of being an anomaly a row, in [0, 1], from models that did not see the row's label: out-of-bag or cross-validated. NaN leaves a row out.</param>
    /// <param name="isAnomaly">One label a score, true = anomaly; both classes must occur among rows with a score.</param>
    /// <returns>The issues and the thresholds behind them.</returns>
    /// <exception cref="ArgumentException">Lengths differ, or a score is outside [0, 1].</exception>
    /// <exception cref="UndefinedMetricException">All rows with a score are of one class.</exception>
    public static LabelIssues Find(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly)
    {
        LabelledScores.CheckProbabilities(scores, isAnomaly, mayBeNaN: true);
        var normals = default(OrderFreeMean);
        var anomalies = default(OrderFreeMean);
        for (int row = 0; row < scores.Length; row++)
        {
            if (double.IsNaN(scores[row])) continue;
            if (isAnomaly[row]) anomalies.Add(scores[row]);
            else normals.Add(1 - scores[row]);
        }

        if (normals.Count == 0 || anomalies.Count == 0) throw new UndefinedMetricException("A search for label issues", anomalies.Count, normals.Count);
        return Sort(scores, isAnomaly, normals, anomalies);
    }

    private static LabelIssues Sort(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, OrderFreeMean normals, OrderFreeMean anomalies)
    {
        var issues = new List<LabelIssue>();
        int confidentNormals = 0, confidentAnomalies = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            bool? confident = ConfidentClass(scores[row], normals.Mean, anomalies.Mean, isAnomaly[row]);
            if (confident is null) continue;
            if (confident != isAnomaly[row]) issues.Add(new LabelIssue(row, isAnomaly[row], isAnomaly[row] ? scores[row] : 1 - scores[row]));
            else if (isAnomaly[row]) confidentAnomalies++;
            else confidentNormals++;
        }

        return new LabelIssues
        {
            NormalThreshold = normals.Mean,
            AnomalyThreshold = anomalies.Mean,
            RowCount = normals.Count + anomalies.Count,
            UnscoredCount = scores.Length - normals.Count - anomalies.Count,
            ConfidentNormalCount = confidentNormals,
            ConfidentAnomalyCount = confidentAnomalies,
            Issues = [.. issues.OrderBy(issue => issue.SelfConfidence)],
        };
    }

    // The class that the score is sure of, or null; NaN is sure of nothing.
    private static bool? ConfidentClass(double score, double normalThreshold, double anomalyThreshold, bool label)
    {
        bool isNormal = 1 - score >= normalThreshold;
        bool isAnomaly = score >= anomalyThreshold;
        if (isNormal && isAnomaly) return score == 0.5 ? label : score > 0.5;
        return isAnomaly ? true : isNormal ? false : null;
    }
}
