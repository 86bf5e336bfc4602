using System.Collections.Immutable;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection;

/// <summary>A prediction and why it is so. Plain data, immutable.</summary>
/// <param name="Prediction">What the detector says of the record.</param>
/// <param name="Breakdown">Its score, taken apart into contributions of all columns.</param>
/// <param name="Reasons">
/// The first contributions of the breakdown, as many as were asked for: the greatest in amount, in both directions. Fewer where fewer columns moved the score. Each is a sentence by its
/// <c>ToString</c>.
/// </param>
public sealed record PredictionExplanation(AnomalyPrediction Prediction, ScoreBreakdown Breakdown, ImmutableArray<ColumnContribution> Reasons)
{
    /// <summary>Verdict and reasons: <c>anomaly, probability 0.930, high risk: clicks_count = 48, higher than 99.2 % of normal rows, +0.21; …</c></summary>
    /// <returns>One line, in English and the invariant culture.</returns>
    public override string ToString() => Reasons.IsEmpty ? Verdict : $"{Verdict}: {string.Join("; ", Reasons)}";

    /// <summary>Verdict, reasons and the waterfall of the breakdown, for a console.</summary>
    /// <param name="width">Most characters a line, at least 50. Default: 100.</param>
    /// <returns>Lines parted by line feeds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 50.</exception>
    public string ToText(int width = 100)
    {
        string waterfall = Breakdown.ToText(width);
        return string.Join('\n', [Verdict, .. Reasons.SelectMany(reason => TextTable.Wrap("- " + reason, width)), "", waterfall]);
    }

    private string Verdict => $"{(Prediction.IsAnomaly ? "anomaly" : "normal")}, probability {FigureText.Share(Prediction.AnomalyProbability)}, {RiskOf(Prediction.RiskLevel)} risk";

    private static string RiskOf(RiskLevel level) => level switch
    {
        RiskLevel.High => "high",
        RiskLevel.Medium => "medium",
        _ => "low",
    };
}
