using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class ThinnedCurveTests
{
    [Fact]
    public void Of_FewPoints_KeepsAll()
    {
        ImmutableArray<RocPoint> points = RocCurve.Compute([0.1, 0.2, 0.3], [false, true, true]).Points;

        ThinnedCurve.Of(points, RocPicture.Place).Should().Equal(points);
    }

    [Fact]
    public void Of_ManyPoints_StaysCloseToEachThatWasLeftOut()
    {
        (double[] scores, double[] _, bool[] labels) = ReportSamples.Draw(seed: 5, rowCount: 20_000, prevalence: 0.3, distance: 1);
        ImmutableArray<PrecisionRecallPoint> points = PrecisionRecallCurve.Compute(scores, labels).Points;

        ImmutableArray<PrecisionRecallPoint> kept = ThinnedCurve.Of(points, PrecisionRecallPicture.Place);

        kept.Length.Should().BeInRange(100, ThinnedCurve.MostPoints);
        kept[0].Should().Be(points[0]);
        kept[^1].Should().Be(points[^1]);
        points.Max(point => kept.Min(one => Math.Max(Math.Abs(one.Recall - point.Recall), Math.Abs(one.Precision - point.Precision)))).Should().BeLessThan(0.02);
    }
}
