using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public class PriorEstimationTests
{
    // Normal scores N(0, 1), anomalies N(2, 1): at share π the log-odds are ln(π / (1 − π)) + 2s − 2, so these probabilities are exact.
    [Theory]
    [InlineData(.01, .05)]
    [InlineData(.01, .001)]
    [InlineData(.3, .02)]
    [InlineData(.05, .05)]
    public void Estimate_ExactProbabilities_FindsTheNewShare(double from, double to)
    {
        double[] probabilities = Draw(200_000, from, to, seed: 4);

        PriorEstimate estimate = PriorEstimation.Estimate(probabilities, from, new PriorEstimationOptions { MaxIterations = 2_000, Tolerance = 1e-9 });

        estimate.Prior.Should().BeApproximately(to, (.04 * to) + .0003);
        (estimate.TrainingPrior, estimate.Converged).Should().Be((from, true));
    }

    // One step: at q = π nothing is moved, so q₁ is the mean; p₁′ = 1 / (1 + (1 − p)/p · (1 − q₁)/(1 − π) · π/q₁).
    [Fact]
    public void Estimate_TwoStepsByHand_MovesAndAverages()
    {
        double[] probabilities = [.2, .6];
        double second = (PriorShift.Apply(.2, .1, .4) + PriorShift.Apply(.6, .1, .4)) / 2;

        PriorEstimate one = PriorEstimation.Estimate(probabilities, .1, new PriorEstimationOptions { MaxIterations = 1 });
        PriorEstimate two = PriorEstimation.Estimate(probabilities, .1, new PriorEstimationOptions { MaxIterations = 2 });

        (one.Prior, one.Iterations, one.Converged).Should().Be((.4, 1, false));
        two.Prior.Should().BeApproximately(second, 1e-15);
        (two.Iterations, two.Converged).Should().Be((2, false));
    }

    [Fact]
    public void Estimate_CertainRows_StayCertain()
    {
        PriorEstimation.Estimate([0, 0, 0, 1], .5).Prior.Should().Be(.25);
        PriorEstimation.Estimate([0, 0], .5).Should().Be(new PriorEstimate(0, .5, 2, Converged: true));
        PriorEstimation.Estimate([1, 1], .5).Prior.Should().Be(1);
    }

    [Fact]
    public void Estimate_OtherOrderOfRows_ChangesNoBit()
    {
        double[] probabilities = Draw(2_000, .05, .1, seed: 6);

        PriorEstimation.Estimate([.. probabilities.Reverse()], .05).Should().Be(PriorEstimation.Estimate(probabilities, .05));
    }

    [Fact]
    public void Estimate_Progress_RisesToOne()
    {
        var progress = new ListedProgress<double>();

        PriorEstimation.Estimate(Draw(500, .1, .2, seed: 1), .1, options: null, progress);

        progress.Values.Should().BeInAscendingOrder();
        progress.Values[^1].Should().Be(1);
    }

    [Fact]
    public void Estimate_Cancelled_Throws() =>
        FluentActions.Invoking(() => PriorEstimation.Estimate([.5], .5, cancellationToken: new CancellationToken(canceled: true))).Should().Throw<OperationCanceledException>();

    [Fact]
    public void Estimate_BadInput_IsRefused()
    {
        FluentActions.Invoking(() => PriorEstimation.Estimate([], .5)).Should().Throw<ArgumentException>().WithMessage("There are 0 rows*");
        FluentActions.Invoking(() => PriorEstimation.Estimate([.5, double.NaN], .5)).Should().Throw<ArgumentException>().WithMessage("The probability of row 1 (first = 0) is NaN; it must be in [0, 1].*");
        FluentActions.Invoking(() => PriorEstimation.Estimate([1.5], .5)).Should().Throw<ArgumentException>().WithMessage("The probability of row 0 (first = 0) is 1.5*");
        FluentActions.Invoking(() => PriorEstimation.Estimate([.5], 1)).Should().Throw<OptionsException>().WithMessage("option prior:*");
        FluentActions.Invoking(() => new PriorEstimationOptions { Tolerance = 0 }).Should().Throw<OptionsException>();
        FluentActions.Invoking(() => new PriorEstimationOptions { MaxIterations = 0 }).Should().Throw<OptionsException>();
    }

    private static double[] Draw(int rows, double from, double to, ulong seed)
    {
        var random = new RandomStream(seed);
        double[] probabilities = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double score = (row < to * rows ? 2 : 0) + normal;
            probabilities[row] = 1 / (1 + ((1 - from) / from * Math.Exp(2 - (2 * score))));
        }

        return probabilities;
    }
}
