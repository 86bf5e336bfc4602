using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>Probabilities at another share of anomalies: class weights undone, priors moved.</summary>
public class BaseRateTests
{
    private static readonly SigmoidCalibration Curve = new() { Slope = 3, Intercept = -2, BaseRate = .5 };

    // .8·.02 / (.8·.02 + .2·1.98) = .016 / .412
    [Fact]
    public void Apply_PointEightAtOneHalfToOnePerCent_IsTheFormulasNumber() => PriorShift.Apply(.8, .5, .01).Should().BeApproximately(.0388349515, 1e-10);

    [Fact]
    public void Apply_ThereAndBack_GivesTheProbability()
    {
        foreach (double p in new[] { 0, 1e-9, .2, .5, .97, 1 }) PriorShift.Apply(PriorShift.Apply(p, .3, .001), .001, .3).Should().BeApproximately(p, 1e-12);
    }

    // Normal rows kept with chance β: the share moves from π to π / (π + β(1 − π)), and p = β·pₛ / (β·pₛ − pₛ + 1) undoes it.
    [Fact]
    public void Apply_SharesOfAnUndersampling_IsDalPozzolosFormula()
    {
        const double prior = .02, kept = .1;
        double sampled = prior / (prior + (kept * (1 - prior)));

        foreach (double p in new[] { .05, .4, .9 }) PriorShift.Apply(p, sampled, prior).Should().BeApproximately(kept * p / ((kept * p) - p + 1), 1e-15);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void Shares_OutsideZeroToOne_AreRefused(double rate)
    {
        FluentActions.Invoking(() => PriorShift.Apply(.5, rate, .5)).Should().Throw<OptionsException>().WithMessage("option from: expected a number in (0, 1)*");
        FluentActions.Invoking(() => PriorShift.Apply(.5, .5, rate)).Should().Throw<OptionsException>().WithMessage("option to:*");
        FluentActions.Invoking(() => Curve with { BaseRate = rate }).Should().Throw<OptionsException>().WithMessage("option BaseRate:*");
        FluentActions.Invoking(() => Curve.WithPrior(rate)).Should().Throw<OptionsException>().WithMessage("option Prior:*");
    }

    [Fact]
    public void Apply_NoProbability_IsRefused() =>
        FluentActions.Invoking(() => PriorShift.Apply(1.5, .5, .5)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The probability is 1.5; it must be in [0, 1].*");

    [Fact]
    public void WithPrior_Sigmoid_MovesItsProbabilities()
    {
        Calibration shifted = Curve.WithPrior(.01);

        shifted.Should().Be(new PriorShiftedCalibration { Original = Curve, Prior = .01 });
        (shifted.BaseRate, shifted.IsFittedToLabels).Should().Be((.5, true));
        foreach (double score in new[] { -1, 0, .3, 5 }) shifted.Probability(score).Should().Be(PriorShift.Apply(Curve.Probability(score), .5, .01));
        shifted.Probability(double.NaN).Should().Be(double.NaN);
    }

    [Fact]
    public void WithPrior_Twice_MovesTheOriginalAnew() => Curve.WithPrior(.01).WithPrior(.2).Should().Be(Curve.WithPrior(.2));

    [Fact]
    public void WithPrior_NothingToMoveFrom_IsRefused()
    {
        FluentActions.Invoking(() => new MarginMap { Boundary = 0, Spread = 1 }.WithPrior(.1)).Should().Throw<InvalidOperationException>().WithMessage("A MarginMap gives no probability*fitted without labels*");
        FluentActions.Invoking(() => new SigmoidCalibration { Slope = 1, Intercept = 0 }.WithPrior(.1)).Should().Throw<InvalidOperationException>().WithMessage("The SigmoidCalibration has no base rate to move to 0.1 from.*");
    }

    [Fact]
    public void Parts_ThatContradict_AreRefused()
    {
        FluentActions.Invoking(() => new MarginMap { Boundary = 0, Spread = 1, BaseRate = .1 }).Should().Throw<OptionsException>().WithMessage("option BaseRate: expected null*");
        FluentActions.Invoking(() => new PriorShiftedCalibration { Original = Curve.WithPrior(.1), Prior = .1 }).Should().Throw<OptionsException>().WithMessage("option Original:*");
        FluentActions.Invoking(() => new PriorShiftedCalibration { Original = Curve with { BaseRate = null }, Prior = .1 }).Should().Throw<OptionsException>().WithMessage("option Original:*");
        FluentActions.Invoking(() => new PriorShiftedCalibration { Original = Curve, Prior = .1, BaseRate = .2 }).Should().Throw<OptionsException>().WithMessage("option BaseRate:*");
    }

    // Of 100 rows with a score, 20 anomalies; anomalies weigh 3: the weighted share is 60 / 140.
    [Fact]
    public void ClassWeightCorrection_WeightedShare_GivesTheShare()
    {
        var weights = new ClassWeightCorrection { NormalWeight = 1, AnomalyWeight = 3 };

        weights.Probability(60.0 / 140).Should().BeApproximately(.2, 1e-15);
        (weights.Probability(0), weights.Probability(1), weights.Probability(-1), weights.Probability(2)).Should().Be((0, 1, 0, 1));
        weights.Probability(double.NaN).Should().Be(double.NaN);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(1e31)]
    public void ClassWeightCorrection_WeightOutOfRange_IsRefused(double weight)
    {
        FluentActions.Invoking(() => new ClassWeightCorrection { NormalWeight = weight, AnomalyWeight = 1 }).Should().Throw<OptionsException>().WithMessage("option NormalWeight:*");
        FluentActions.Invoking(() => new ClassWeightCorrection { NormalWeight = 1, AnomalyWeight = weight }).Should().Throw<OptionsException>().WithMessage("option AnomalyWeight:*");
    }

    [Fact]
    public void Probability_MovedOrUndone_NeverFallsAndStaysInRange()
    {
        Calibration weights = new ClassWeightCorrection { NormalWeight = .51, AnomalyWeight = 49.7, BaseRate = .01 };
        Calibration[] calibrations = [weights, weights.WithPrior(.3), Curve.WithPrior(1e-12), Curve.WithPrior(1 - 1e-12), new IsotonicCalibration([0, .5, 1], [0, .1, .3]) { BaseRate = .1 }.WithPrior(.4)];
        foreach (Calibration calibration in calibrations)
        {
            double before = 0, score = 0;
            for (int step = 0; step < 20_000; step++)
            {
                // Some steps to the next number, some further.
                score = step % 2 == 0 ? Math.BitIncrement(score) : score + 1e-4;
                double probability = calibration.Probability(score);
                probability.Should().BeInRange(before, 1);
                before = probability;
            }
        }
    }
}
