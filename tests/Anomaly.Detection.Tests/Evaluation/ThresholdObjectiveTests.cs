using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class ThresholdObjectiveTests
{
    private static readonly CostMatrix Costs = new() { FalsePositive = 1, FalseNegative = 200 };

    public static TheoryData<string, Func<ThresholdObjective>> Texts => new()
    {
        { "f1", () => ThresholdObjective.BestF1 },
        { "fbeta:2", () => ThresholdObjective.BestFBeta(2) },
        { "mcc", () => ThresholdObjective.BestMatthewsCorrelation },
        { "youden", () => ThresholdObjective.BestYouden },
        { "cost:fp=1,fn=200", () => ThresholdObjective.MinimumCost(Costs) },
        { "cost:fp=1,fn=200,tp=3,tn=-0.5", () => ThresholdObjective.MinimumCost(Costs with { TruePositive = 3, TrueNegative = -.5 }) },
        { "amount:fp=5", () => ThresholdObjective.MinimumAmountCost(5) },
        { "precision>=0.8", () => ThresholdObjective.MaximumRecall(.8) },
        { "precision>=0.8@95%", () => ThresholdObjective.MaximumRecall(.8, .95) },
        { "recall>=0.55@99.9%", () => ThresholdObjective.MaximumPrecision(.55, .999) },
        { "alerts<=5/1000", () => ThresholdObjective.AlertsPerThousand(5) },
        { "alerts<=50/day:20000@95%", () => ThresholdObjective.AlertsPerDay(50, 20_000, .95) },
    };

    public static TheoryData<Action, string> Bad => new()
    {
        { () => ThresholdObjective.BestFBeta(0), "option beta: expected a number in [0.001, 1000], but was given 0" },
        { () => ThresholdObjective.MaximumRecall(0), "option minimumPrecision: expected a number in (0, 1], but was given 0" },
        { () => ThresholdObjective.MaximumRecall(double.NaN), "option minimumPrecision: *" },
        { () => ThresholdObjective.MaximumPrecision(1.01), "option minimumRecall: *" },
        { () => ThresholdObjective.MaximumRecall(.5, .4), "option confidence: expected a number in [0.5, 1), but was given 0.4" },
        { () => ThresholdObjective.MaximumRecall(.5, 1), "option confidence: *" },
        { () => ThresholdObjective.AlertsPerThousand(1000), "option alerts: expected a number in (0, 1000), but was given 1000" },
        { () => ThresholdObjective.AlertsPerDay(5, 5), "option alerts: expected a number in (0, 5), but was given 5" },
        { () => ThresholdObjective.AlertsPerDay(5, double.PositiveInfinity), "option rowsPerDay: *" },
        { () => ThresholdObjective.MinimumAmountCost(0), "option falseAlarmCost: *" },
        { () => _ = new CostMatrix { FalsePositive = double.NaN, FalseNegative = 1 }, "option FalsePositive: *" },
        { () => _ = new ThresholdDesignOptions { AnomalyRate = 1 }, "option AnomalyRate: expected a number in (0, 1), but was given 1" },
        { () => _ = new ThresholdDesignOptions { Bound = (ProportionBound)7 }, "option Bound: *" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_IsWhatFilesAndCommandLinesCallIt(string text, Func<ThresholdObjective> objective)
    {
        objective().ToString().Should().Be(text);
        objective().Should().Be(objective(), "objectives are compared by what they ask for");
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void OutOfRange_IsRefused(Action make, string message) => make.Should().Throw<OptionsException>().WithMessage(message);

    [Fact]
    public void CostMatrix_BayesThreshold_IsElkans()
    {
        Costs.BayesThreshold.Should().Be(1.0 / 201);
        new CostMatrix { FalsePositive = 4, FalseNegative = 10, TruePositive = 2, TrueNegative = 1 }.BayesThreshold.Should().Be(3.0 / 11);
    }

    [Fact]
    public void CostMatrix_RightCostsAsMuchAsWrong_IsRefused()
    {
        var costs = new CostMatrix { FalsePositive = 1, FalseNegative = 2, TruePositive = 2 };

        FluentActions.Invoking(() => costs.BayesThreshold).Should().Throw<InvalidOperationException>().WithMessage("A wrong decision must cost more than the right one*");
        FluentActions.Invoking(() => ThresholdObjective.MinimumCost(costs)).Should().Throw<InvalidOperationException>();
    }

    [Theory]
    [InlineData(.01, 5, 400, false)]
    [InlineData(.01, 5, 500, true)]
    [InlineData(0, 0, 1, false)]
    [InlineData(1, 1e9, 1, true)]
    public void IsWorthAnAlert_WeighsTheAmount(double probability, double falseAlarm, double amount, bool expected) =>
        CostMatrix.IsWorthAnAlert(probability, falseAlarm, amount).Should().Be(expected);

    [Fact]
    public void IsWorthAnAlert_OutOfRange_IsRefused()
    {
        FluentActions.Invoking(() => CostMatrix.IsWorthAnAlert(1.1, 1, 1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The probability is 1.1*");
        FluentActions.Invoking(() => CostMatrix.IsWorthAnAlert(.5, -1, 1)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => CostMatrix.IsWorthAnAlert(.5, 1, double.NaN)).Should().Throw<ArgumentOutOfRangeException>();
    }
}
