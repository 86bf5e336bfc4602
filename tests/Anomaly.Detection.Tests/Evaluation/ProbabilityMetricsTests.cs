using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class ProbabilityMetricsTests
{
    [Fact]
    public void LogLoss_ThreeRows_IsWorkedByHand() =>
        Metrics.LogLoss([.5, .25, .9], [true, false, true]).Should().BeApproximately(-(Math.Log(.5) + Math.Log(.75) + Math.Log(.9)) / 3, 1e-15);

    [Fact]
    public void LogLoss_CertainAndRight_IsZero() => Metrics.LogLoss([1, 0], [true, false]).Should().Be(0);

    [Fact]
    public void LogLoss_CertainAndWrong_IsClippedAtTheSmallestLikelihood()
    {
        // 52 · ln 2 = 36.04365338911715
        Metrics.LogLoss([0], [true]).Should().BeApproximately(52 * Math.Log(2), 1e-13);
        Metrics.LogLoss([1], [false]).Should().BeApproximately(52 * Math.Log(2), 1e-13);
    }

    [Fact]
    public void BrierScore_ThreeRows_IsWorkedByHand() =>
        Metrics.BrierScore([.5, .25, 1], [true, false, false]).Should().Be((.25 + .0625 + 1) / 3);

    [Fact]
    public void BrierScore_ConstantPrevalence_IsPrevalenceTimesItsComplement() =>
        Metrics.BrierScore([.25, .25, .25, .25], [true, false, false, false]).Should().Be(.1875);

    [Theory]
    [InlineData(-1e-9)]
    [InlineData(1.0000001)]
    public void Losses_NotAProbability_NameTheRowAndTheValue(double score)
    {
        foreach (Action act in new Action[] { () => Metrics.LogLoss([.5, score], [true, false]), () => Metrics.BrierScore([.5, score], [true, false]) })
        {
            act.Should().Throw<ArgumentException>().WithMessage(FormattableString.Invariant($"The score of row 1 (first = 0) is {score}, but this figure needs probabilities in [0, 1]*"));
        }
    }
}
