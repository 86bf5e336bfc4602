using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests;

public sealed class ExplanationScaleTests
{
    private static readonly DecisionPolicy Policy = new() { Threshold = 0.5 };

    // Two stumps over two features: the score is linear in what each adds.
    private static readonly RandomForestModel Stumps = new(
        [
            DecisionTree.FromPreorder([0, -1, -1], [0.5f], [true], [0.2, 0.8], [3, 1]),
            DecisionTree.FromPreorder([1, -1, -1], [0.5f], [true], [0.1, 0.3], [1, 1]),
        ],
        2);

    private static readonly ShapExplainer Explainer = ShapExplainer.Compile(Stumps);

    public static TheoryData<string> Calibrations => ["none", "sigmoid", "isotonic", "margin", "weights", "shifted"];

    [Fact]
    public void Convert_Score_LeavesAllAsItIs()
    {
        var scale = new ExplanationScale(ContributionScale.Score, Explainer, new Decision(null, Policy));
        double[] contributions = [0.25, -0.125];

        scale.Convert(contributions, sum: 0.4, scale.ValueOf(0.4, probability: 0.9));

        contributions.Should().Equal(0.25, -0.125);
        scale.BaseValue.Should().Be(Explainer.BaseValue);
        scale.ValueOf(0.4, 0.9).Should().Be(0.4);
    }

    [Fact]
    public void Convert_SigmoidOfALinearScore_IsTheSlope()
    {
        var sigmoid = new SigmoidCalibration { Slope = 7, Intercept = -3 };
        var scale = new ExplanationScale(ContributionScale.LogOdds, Explainer, new Decision(sigmoid, Policy));
        double[] features = new double[2];
        Explainer.Explain([1f, 0f], features);
        double sum = Explainer.SumOf(Stumps.Score([1f, 0f]));
        double[] converted = [.. features];

        scale.Convert(converted, sum, scale.ValueOf(sum, sigmoid.Probability(sum)));

        // Worked by hand: the base is (0.2·3/4 + 0.8/4 + 0.2)/2 = 0.275, so that its log-odds are 7·0.275 − 3; the first feature adds (0.8 − 0.35)/2, the second (0.1 − 0.2)/2.
        features.Should().SatisfyRespectively(one => one.Should().BeApproximately(0.225, 1e-15), other => other.Should().BeApproximately(-0.05, 1e-15));
        scale.BaseValue.Should().BeApproximately((7 * 0.275) - 3, 1e-12);
        converted[0].Should().BeApproximately(7 * 0.225, 1e-12);
        converted[1].Should().BeApproximately(7 * -0.05, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Calibrations))]
    public void Convert_AnyCalibration_AddsUp(string name)
    {
        Calibration? calibration = Of(name);
        var decision = new Decision(calibration, Policy);
        var scale = new ExplanationScale(ContributionScale.LogOdds, Explainer, decision);
        foreach (float[] row in new float[][] { [0, 0], [0, 1], [1, 0], [1, 1], [float.NaN, float.NaN] })
        {
            double[] contributions = new double[2];
            Explainer.Explain(row, contributions);
            double score = Stumps.Score(row);
            double value = scale.ValueOf(Explainer.SumOf(score), decision.Probability(score));

            scale.Convert(contributions, Explainer.SumOf(score), value);

            (scale.BaseValue + contributions.Sum()).Should().BeApproximately(value, 1e-9, name);
            value.Should().BeApproximately(Math.Log(decision.Probability(score) / (1 - decision.Probability(score))), 1e-9);
        }
    }

    [Theory]
    [InlineData(0, -34.657359027997265)]
    [InlineData(1, 34.657359027997265)]
    public void ValueOf_CertainProbability_IsClipped(double probability, double logOdds)
    {
        var scale = new ExplanationScale(ContributionScale.LogOdds, Explainer, new Decision(null, Policy));

        // 50 · ln 2
        scale.ValueOf(0.5, probability).Should().BeApproximately(logOdds, 1e-12);
    }

    [Fact]
    public void Convert_SumOfTheBase_GivesZero()
    {
        var scale = new ExplanationScale(ContributionScale.LogOdds, Explainer, new Decision(null, Policy));
        double[] contributions = [0.25, -0.25];

        scale.Convert(contributions, Explainer.BaseValue + 1e-17, scale.BaseValue);

        contributions.Should().Equal(0, 0);
    }

    private static Calibration? Of(string name) => name switch
    {
        "sigmoid" => new SigmoidCalibration { Slope = 5, Intercept = -2 },
        "isotonic" => new IsotonicCalibration([0.1, 0.3, 0.6], [0.05, 0.2, 0.9]),
        "margin" => new MarginMap { Boundary = 0.4, Spread = 0.1 },
        "weights" => new ClassWeightCorrection { NormalWeight = 1, AnomalyWeight = 9 },
        "shifted" => (new SigmoidCalibration { Slope = 5, Intercept = -2 } with { BaseRate = 0.3 }).WithPrior(0.01),
        _ => null,
    };
}
