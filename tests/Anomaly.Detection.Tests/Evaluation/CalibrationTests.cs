using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public class CalibrationTests
{
    // scikit-learn's _sigmoid_calibration on these six rows: A = −3.5441937, B = 1.3715103; it ends its search some 1e-5 before the least loss.
    private static readonly double[] Scores = [.1, .2, .3, .4, .5, .9];
    private static readonly bool[] IsAnomaly = [false, false, true, false, true, true];

    [Fact]
    public void Fit_SixRows_GivesScikitLearnsCurve()
    {
        SigmoidCalibration curve = SigmoidCalibration.Fit(Scores, IsAnomaly)!;

        curve.Slope.Should().BeApproximately(3.5441937, 5e-5);
        curve.Intercept.Should().BeApproximately(-1.3715103, 5e-5);
        curve.IsFittedToLabels.Should().BeTrue();
    }

    [Theory]
    [InlineData(1e-9, 0)]
    [InlineData(1e9, -3e9)]
    [InlineData(250, 1e4)]
    public void Fit_OtherUnits_GivesTheSameProbabilities(double scale, double shift)
    {
        double[] other = [.. Scores.Select(score => (score * scale) + shift)];

        SigmoidCalibration curve = SigmoidCalibration.Fit(Scores, IsAnomaly)!;
        SigmoidCalibration moved = SigmoidCalibration.Fit(other, IsAnomaly)!;

        for (int row = 0; row < Scores.Length; row++) moved.Probability(other[row]).Should().BeApproximately(curve.Probability(Scores[row]), 1e-5);
    }

    [Fact]
    public void Fit_LogisticDraws_FindsTheCurveTheyCameFrom()
    {
        var random = new RandomStream(5);
        double[] scores = new double[50_000];
        bool[] labels = new bool[scores.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = (random.NextDouble() * 6) - 3;
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-((2 * scores[row]) - 1)));
        }

        SigmoidCalibration curve = SigmoidCalibration.Fit(scores, labels)!;

        curve.Slope.Should().BeApproximately(2, 0.05);
        curve.Intercept.Should().BeApproximately(-1, 0.05);
    }

    [Fact]
    public void Fit_SeparatedClasses_HasAFiniteCurve()
    {
        SigmoidCalibration curve = SigmoidCalibration.Fit([1, 2, 3, 11, 12, 13], [false, false, false, true, true, true])!;

        curve.Probability(3).Should().BeLessThan(0.3);
        curve.Probability(11).Should().BeGreaterThan(0.7);
    }

    [Fact]
    public void Fit_AnomaliesScoreLower_GivesNone() => SigmoidCalibration.Fit(Scores, [true, true, false, true, false, false]).Should().BeNull();

    [Fact]
    public void Fit_EqualScores_GivesNone() => SigmoidCalibration.Fit([.5, .5, .5], [true, false, false]).Should().BeNull();

    [Fact]
    public void Fit_OneClass_IsRefused() =>
        FluentActions.Invoking(() => SigmoidCalibration.Fit(Scores, new bool[6])).Should().Throw<UndefinedMetricException>().WithMessage("A calibration is undefined for 0 anomalies and 6 normal rows*");

    [Fact]
    public void MarginMap_Boundary_IsOneHalfAndASpreadBeyondThreeQuarters()
    {
        var map = new MarginMap { Boundary = 0.4, Spread = 0.1 };

        map.Probability(0.4).Should().Be(0.5);
        map.Probability(0.5).Should().BeApproximately(0.75, 1e-12);
        map.Probability(0.3).Should().BeApproximately(0.25, 1e-12);
        map.Probability(double.MaxValue).Should().Be(1);
        map.Probability(double.MinValue).Should().Be(0);
        map.IsFittedToLabels.Should().BeFalse();
    }

    [Fact]
    public void MarginMap_FarOutliers_StayInOrder()
    {
        var map = new MarginMap { Boundary = 0, Spread = 1 };

        map.Probability(1_000_001).Should().BeGreaterThan(map.Probability(1_000_000));
    }

    [Fact]
    public void MarginMap_JustBeyondTheBoundary_IsBeyondOneHalf()
    {
        MarginMap map = MarginMap.Fit(0.5, [0.4, 0.45, 0.6]);

        map.Probability(Math.BitIncrement(0.5)).Should().BeGreaterThan(0.5);
        map.Probability(Math.BitDecrement(0.5)).Should().BeLessThan(0.5);
    }

    [Fact]
    public void Probability_ManyScores_NeverFallsAndStaysInRange()
    {
        Calibration[] calibrations = [SigmoidCalibration.Fit(Scores, IsAnomaly)!, MarginMap.Fit(0.3, Scores)];
        foreach (Calibration calibration in calibrations)
        {
            double before = 0;
            for (double score = -300; score <= 300; score += 0.37)
            {
                double probability = calibration.Probability(score);
                probability.Should().BeInRange(before, 1);
                before = probability;
            }
        }
    }

    [Fact]
    public void MarginMap_EqualScores_HasASpreadOfOne() => MarginMap.Fit(0.5, [0.5, 0.5]).Spread.Should().Be(1);

    [Fact]
    public void MarginMap_NoScores_IsRefused() =>
        FluentActions.Invoking(() => MarginMap.Fit(0, [])).Should().Throw<ArgumentException>().WithMessage("There are no scores.*");

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    public void Parts_OutOfRange_AreRefused(double value)
    {
        FluentActions.Invoking(() => new MarginMap { Boundary = 0, Spread = value }).Should().Throw<OptionsException>().WithMessage("option Spread:*");
        FluentActions.Invoking(() => new SigmoidCalibration { Slope = value, Intercept = 0 }).Should().Throw<OptionsException>().WithMessage("option Slope:*");
    }
}
