using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class ConfusionMatrixTests
{
    [Fact]
    public void At_TenRows_CountsScoresAtTheThresholdAsFlagged()
    {
        // Flagged at .4: .4- .4+ .8+ .8- .9+ .4-; missed: .35+.
        ConfusionMatrix.At(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, .4).Should().Be(new ConfusionMatrix(3, 3, 1, 3));
    }

    [Fact]
    public void At_InfiniteThresholds_FlagNothingAndEverything()
    {
        ConfusionMatrix.At(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, double.PositiveInfinity).Should().Be(new ConfusionMatrix(6, 0, 4, 0));
        ConfusionMatrix.At(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, double.NegativeInfinity).Should().Be(new ConfusionMatrix(0, 6, 0, 4));
    }

    [Fact]
    public void At_NanThreshold_IsRefused()
    {
        FluentActions.Invoking(() => ConfusionMatrix.At([.1], [true], double.NaN)).Should().Throw<ArgumentException>().WithMessage("The threshold is NaN*");
    }

    [Fact]
    public void Ratios_KnownCounts_AreThoseWorkedByHand()
    {
        // 80 TN, 10 FP, 4 FN, 6 TP. MCC = (6·80 − 10·4) / √(16·10·90·84).
        var confusion = new ConfusionMatrix(80, 10, 4, 6);

        confusion.RowCount.Should().Be(100);
        confusion.Accuracy.Should().Be(.86);
        confusion.Precision.Should().Be(.375);
        confusion.Recall.Should().Be(.6);
        confusion.Specificity.Should().Be(80.0 / 90);
        confusion.FalsePositiveRate.Should().Be(10.0 / 90);
        confusion.BalancedAccuracy.Should().BeApproximately((.6 + (80.0 / 90)) / 2, 1e-15);
        confusion.F1.Should().BeApproximately(2 * .375 * .6 / (.375 + .6), 1e-15);
        confusion.FBeta(2).Should().BeApproximately(5 * .375 * .6 / ((4 * .375) + .6), 1e-15);
        confusion.MatthewsCorrelation.Should().BeApproximately(440 / Math.Sqrt(16.0 * 10 * 90 * 84), 1e-15);
    }

    [Fact]
    public void Ratios_NothingFlagged_PrecisionIsUndefinedAndTheRestIsNot()
    {
        var confusion = new ConfusionMatrix(90, 0, 10, 0);

        confusion.Precision.Should().Be(double.NaN);
        confusion.Recall.Should().Be(0);
        confusion.F1.Should().Be(0);
        confusion.MatthewsCorrelation.Should().Be(0);
        confusion.BalancedAccuracy.Should().Be(.5);
    }

    [Fact]
    public void Ratios_OneClassOnly_AreUndefined()
    {
        var normals = new ConfusionMatrix(5, 0, 0, 0);

        new[] { normals.Precision, normals.Recall, normals.F1, normals.MatthewsCorrelation, normals.BalancedAccuracy }.Should().AllBeEquivalentTo(double.NaN);
        normals.Accuracy.Should().Be(1);
        var anomalies = new ConfusionMatrix(0, 0, 2, 3);
        new[] { anomalies.Specificity, anomalies.FalsePositiveRate, anomalies.MatthewsCorrelation, anomalies.BalancedAccuracy }.Should().AllBeEquivalentTo(double.NaN);
    }

    [Fact]
    public void Ratios_NoRows_AreAllUndefined()
    {
        var none = default(ConfusionMatrix);

        new[] { none.Accuracy, none.Precision, none.Recall, none.Specificity, none.F1, none.MatthewsCorrelation }.Should().AllBeEquivalentTo(double.NaN);
    }

    [Fact]
    public void MatthewsCorrelation_PerfectAndInverted_IsOneAndMinusOne()
    {
        new ConfusionMatrix(900_000_000_000, 0, 0, 7).MatthewsCorrelation.Should().BeApproximately(1, 1e-15);
        new ConfusionMatrix(0, 900_000_000_000, 7, 0).MatthewsCorrelation.Should().BeApproximately(-1, 1e-15);
    }

    [Fact]
    public void Counts_Negative_AreRefused()
    {
        FluentActions.Invoking(() => new ConfusionMatrix(1, 1, -1, 1)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*FalseNegatives*");
        FluentActions.Invoking(() => default(ConfusionMatrix) with { TruePositives = -2 }).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*TruePositives*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void FBeta_BetaOutOfRange_IsRefused(double beta)
    {
        FluentActions.Invoking(() => new ConfusionMatrix(1, 1, 1, 1).FBeta(beta)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("Beta is *[0.001, 1000]*");
    }
}
