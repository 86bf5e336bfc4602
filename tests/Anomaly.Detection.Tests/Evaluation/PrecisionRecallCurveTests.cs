using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class PrecisionRecallCurveTests
{
    [Fact]
    public void Compute_TieAcrossClasses_IsOnePoint()
    {
        PrecisionRecallCurve curve = PrecisionRecallCurve.Compute([.7, .2, .7, .9], [true, false, false, true]);

        curve.Points.Should().Equal(
            new PrecisionRecallPoint(double.PositiveInfinity, 1, 0),
            new PrecisionRecallPoint(.9, 1, .5),
            new PrecisionRecallPoint(.7, 2.0 / 3, 1),
            new PrecisionRecallPoint(.2, .5, 1));
        curve.AveragePrecision.Should().Be((1 + (2.0 / 3)) / 2);
        curve.Prevalence.Should().Be(.5);
    }

    [Fact]
    public void Points_TenRows_HaveTheKnownTrapezoidArea()
    {
        PrecisionRecallCurve curve = PrecisionRecallCurve.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly);
        double area = 0;
        for (int i = 1; i < curve.Points.Length; i++)
        {
            area += (curve.Points[i].Recall - curve.Points[i - 1].Recall) * (curve.Points[i].Precision + curve.Points[i - 1].Precision) / 2;
        }

        area.Should().BeApproximately(.7380952380952381, 1e-15);
        curve.AveragePrecision.Should().BeApproximately(.6845238095238095, 1e-15);
    }

    [Fact]
    public void Compute_GeneratedSets_HasAPointForEveryDistinctScore()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(200, seed: 9))
        {
            PrecisionRecallCurve curve = PrecisionRecallCurve.Compute(rows.Scores, rows.IsAnomaly);

            curve.Points.Skip(1).Select(point => point.Threshold).Should().Equal(rows.Scores.Distinct().OrderDescending());
            curve.AveragePrecision.Should().Be(Metrics.AveragePrecision(rows.Scores, rows.IsAnomaly));
            foreach (PrecisionRecallPoint point in curve.Points.Skip(1))
            {
                var confusion = ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, point.Threshold);
                point.Precision.Should().Be(confusion.Precision);
                point.Recall.Should().Be(confusion.Recall);
            }
        }
    }
}
