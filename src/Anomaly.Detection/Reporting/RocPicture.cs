using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>The ROC curve.</summary>
internal static class RocPicture
{
    public static Markup Draw(RocCurve curve, ThresholdRow policy)
    {
        var chart = new SvgChart("roc", "ROC curve", $"True positive rate against false positive rate; the area is {FigureText.Share(curve.Area)}, that of a random ranking 0.5.", 330, (0, 1), (0, 1));
        chart.AxisUp("true positive rate (recall)", SvgChart.Ticks(1));
        chart.AxisAcross("false positive rate", SvgChart.Ticks(1));
        chart.Line("chance", (0, 0), (1, 1));
        chart.Line("curve", ThinnedCurve.Of(curve.Points, Place).Select(Place));
        chart.Dot("roc", policy.Confusion.FalsePositiveRate, policy.Confusion.Recall);
        return chart.Finish();
    }

    public static (double X, double Y) Place(RocPoint point) => (point.FalsePositiveRate, point.TruePositiveRate);
}
