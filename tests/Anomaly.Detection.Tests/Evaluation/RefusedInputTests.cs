using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>What every figure makes of rows that cannot be judged.</summary>
public sealed class RefusedInputTests
{
    private static readonly Dictionary<string, Func<double[], bool[], object>> Comparing = new(StringComparer.Ordinal)
    {
        ["ROC-AUC"] = (scores, labels) => Metrics.RocAuc(scores, labels),
        ["Average precision"] = (scores, labels) => Metrics.AveragePrecision(scores, labels),
        ["The ROC curve"] = RocCurveOf,
        ["The precision-recall curve"] = (scores, labels) => PrecisionRecallCurve.Compute(scores, labels),
        ["An evaluation"] = (scores, labels) => EvaluationSummary.Compute(scores, labels, .5, ScoreSource.HeldOut),
        ["The choice of a threshold"] = (scores, labels) => ThresholdDesigner.Choose(scores, labels, ThresholdObjective.BestF1, ScoreSource.HeldOut),
    };

    private static readonly Dictionary<string, Func<double[], bool[], object>> Every = new(Comparing, StringComparer.Ordinal)
    {
        ["confusion"] = (scores, labels) => ConfusionMatrix.At(scores, labels, .5),
        ["log loss"] = (scores, labels) => Metrics.LogLoss(scores, labels),
        ["Brier"] = (scores, labels) => Metrics.BrierScore(scores, labels),
    };

    public static TheoryData<string> ComparingNames => [.. Comparing.Keys];

    public static TheoryData<string> EveryName => [.. Every.Keys];

    [Theory]
    [MemberData(nameof(ComparingNames))]
    public void Figure_OneClass_IsUndefinedAndNamesTheCounts(string figure)
    {
        UndefinedMetricException normals = FluentActions.Invoking(() => Comparing[figure]([.1, .9, .5], [false, false, false]))
            .Should().Throw<UndefinedMetricException>().WithMessage($"{figure} is undefined for 0 anomalies and 3 normal rows: at least one of each is needed.").Which;
        (normals.Metric, normals.AnomalyCount, normals.NormalCount).Should().Be((figure, 0, 3));
        FluentActions.Invoking(() => Comparing[figure]([.1, .9], [true, true]))
            .Should().Throw<UndefinedMetricException>().WithMessage($"{figure} is undefined for 2 anomalies and 0 normal rows*");
    }

    [Theory]
    [MemberData(nameof(EveryName))]
    public void Figure_NoRows_IsRefused(string figure) =>
        FluentActions.Invoking(() => Every[figure]([], [])).Should().ThrowExactly<ArgumentException>().WithMessage("There are 0 rows to judge; at least one is needed.*");

    [Theory]
    [MemberData(nameof(EveryName))]
    public void Figure_DifferentLengths_NamesBoth(string figure) =>
        FluentActions.Invoking(() => Every[figure]([.1, .2, .3], [true, false])).Should().ThrowExactly<ArgumentException>().WithMessage("3 scores do not fit 2 labels*");

    [Theory]
    [MemberData(nameof(EveryName))]
    public void Figure_ScoreNotFinite_NamesTheRow(string figure)
    {
        FluentActions.Invoking(() => Every[figure]([.1, double.NaN, .3], [true, false, true])).Should().ThrowExactly<ArgumentException>().WithMessage("The score of row 1 (first = 0) is NaN; scores must be finite.*");
        FluentActions.Invoking(() => Every[figure]([.1, .2, double.NegativeInfinity], [true, false, true])).Should().ThrowExactly<ArgumentException>().WithMessage("The score of row 2 (first = 0) is -Infinity*");
    }

    private static RocCurve RocCurveOf(double[] scores, bool[] labels) => RocCurve.Compute(scores, labels);
}
