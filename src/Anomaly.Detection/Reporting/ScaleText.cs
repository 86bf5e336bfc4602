using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>What contributions are counted in, in words.</summary>
internal static class ScaleText
{
    private const string IsolationForest = "isolation-forest";

    /// <summary>What base value and contributions add up to.</summary>
    /// <param name="scale">What they are counted in.</param>
    /// <param name="report">The report, which knows the detector.</param>
    public static string Sum(ContributionScale scale, EvaluationReport report) =>
        scale == ContributionScale.LogOdds ? "log-odds of the probability" : report.Detector?.Algorithm == IsolationForest ? "binary logarithm of the score" : "score";

    /// <summary>What a contribution is called along an axis.</summary>
    /// <inheritdoc cref="Sum"/>
    public static string Axis(ContributionScale scale, EvaluationReport report) =>
        scale == ContributionScale.LogOdds ? "contribution, in log-odds" : report.Detector?.Algorithm == IsolationForest ? "contribution to log₂ of the score" : "contribution to the score";
}
