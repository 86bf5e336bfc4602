using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Tests;

public sealed class PredictionExplanationTests
{
    private static readonly ColumnContribution Clicks = new() { Column = "clicks_count", Value = 48, Amount = 0.21, Standing = new ValueStanding { Below = 1, Above = 0, Equal = 0, Among = "normal rows" } };
    private static readonly ColumnContribution Device = new() { Column = "device_type", Value = "mobile", Amount = -0.05 };

    private static readonly PredictionExplanation Explanation = new(
        new AnomalyPrediction(true, 0.93, RiskLevel.High),
        new ScoreBreakdown { Scale = ContributionScale.Score, BaseValue = 0.4, Value = 0.56, Contributions = [Clicks, Device] },
        [Clicks, Device]);

    [Fact]
    public void ToString_WithReasons_IsVerdictAndSentences() =>
        Explanation.ToString().Should().Be("anomaly, probability 0.930, high risk: clicks_count = 48, higher than all normal rows, +0.21; device_type = mobile, -0.05");

    [Fact]
    public void ToString_WithoutReasons_IsTheVerdict() =>
        (Explanation with { Prediction = new AnomalyPrediction(false, 0.0004, RiskLevel.Medium), Reasons = [] }).ToString().Should().Be("normal, probability 0.0004, medium risk");

    [Fact]
    public void ToText_HasVerdictReasonsAndWaterfall() =>
        Explanation.ToText(60).Should().Be(string.Join('\n',
            "anomaly, probability 0.930, high risk",
            "- clicks_count = 48, higher than all normal rows, +0.21",
            "- device_type = mobile, -0.05",
            "",
            Explanation.Breakdown.ToText(60)));

    [Fact]
    public void ToText_TooNarrow_IsRefused() => FluentActions.Invoking(() => Explanation.ToText(10)).Should().Throw<ArgumentOutOfRangeException>();
}
