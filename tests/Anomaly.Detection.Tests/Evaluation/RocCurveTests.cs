using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class RocCurveTests
{
    [Fact]
    public void Compute_TieAcrossClasses_IsOnePoint()
    {
        // .7 holds one of each class: a diagonal step, not a corner.
        RocCurve curve = RocCurve.Compute([.7, .2, .7, .9], [true, false, false, true]);

        curve.Points.Should().Equal(
            new RocPoint(double.PositiveInfinity, 0, 0),
            new RocPoint(.9, 0, .5),
            new RocPoint(.7, .5, 1),
            new RocPoint(.2, 1, 1));
        curve.Area.Should().Be(.875);
    }

    [Fact]
    public void Compute_GeneratedSets_RunsFromCornerToCornerWithoutFalling()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(200, seed: 7))
        {
            RocCurve curve = RocCurve.Compute(rows.Scores, rows.IsAnomaly);

            curve.Points[0].Should().Be(new RocPoint(double.PositiveInfinity, 0, 0));
            curve.Points[^1].Should().Be(new RocPoint(rows.Scores.Min() + 0.0, 1, 1));
            for (int i = 1; i < curve.Points.Length; i++)
            {
                curve.Points[i].Threshold.Should().BeLessThan(curve.Points[i - 1].Threshold);
                curve.Points[i].FalsePositiveRate.Should().BeGreaterThanOrEqualTo(curve.Points[i - 1].FalsePositiveRate);
                curve.Points[i].TruePositiveRate.Should().BeGreaterThanOrEqualTo(curve.Points[i - 1].TruePositiveRate);
                var confusion = ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, curve.Points[i].Threshold);
                curve.Points[i].FalsePositiveRate.Should().Be(confusion.FalsePositiveRate, "of {0}", rows);
                curve.Points[i].TruePositiveRate.Should().Be(confusion.Recall, "of {0}", rows);
            }
        }
    }

    [Fact]
    public void Area_GeneratedSets_IsTheTrapezoidSumAndTheFastFigure()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(200, seed: 8))
        {
            RocCurve curve = RocCurve.Compute(rows.Scores, rows.IsAnomaly);
            double sum = 0;
            for (int i = 1; i < curve.Points.Length; i++)
            {
                sum += (curve.Points[i].FalsePositiveRate - curve.Points[i - 1].FalsePositiveRate) * (curve.Points[i].TruePositiveRate + curve.Points[i - 1].TruePositiveRate) / 2;
            }

            curve.Area.Should().Be(Metrics.RocAuc(rows.Scores, rows.IsAnomaly));
            curve.Area.Should().BeApproximately(sum, 1e-12, "of {0}", rows);
            curve.PartialArea(1).Should().BeApproximately(curve.Area, 1e-12, "of {0}", rows);
        }
    }

    [Fact]
    public void PartialArea_TenRows_IsTheKnownNumber() =>
        RocCurve.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly).PartialArea(.2).Should().BeApproximately(.6655092592592593, 1e-15);

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    [InlineData(double.NaN)]
    public void PartialArea_LimitOutOfRange_IsRefused(double limit) =>
        FluentActions.Invoking(() => RocCurve.Compute([.1, .2], [true, false]).PartialArea(limit)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The limit is *(0, 1]*");
}
