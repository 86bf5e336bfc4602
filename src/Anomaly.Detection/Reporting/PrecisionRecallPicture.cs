using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>Precision against recall, in steps as the average precision sums them.</summary>
internal static class PrecisionRecallPicture
{
    public static Markup Draw(PrecisionRecallCurve curve, ThresholdRow policy)
    {
        string description = $"Precision against recall; the average precision is {FigureText.Share(curve.AveragePrecision)}, that of a random ranking {FigureText.Share(curve.Prevalence)}.";
        var chart = new SvgChart("precision-recall", "Precision–recall curve", description, 330, (0, 1), (0, 1));
        chart.AxisUp("precision", SvgChart.Ticks(1));
        chart.AxisAcross("recall", SvgChart.Ticks(1));
        chart.Line("chance", (0, curve.Prevalence), (1, curve.Prevalence));
        chart.Line("curve", Steps(curve));

        // Where nothing is flagged there is no precision; by convention the curve begins at 1.
        chart.Dot("precision-recall", policy.Confusion.Recall, policy.Confusion.FlaggedCount == 0 ? 1 : policy.Confusion.Precision);
        return chart.Finish();
    }

    public static (double X, double Y) Place(PrecisionRecallPoint point) => (point.Recall, point.Precision);

    // The point in front, (precision 1, recall 0), stands for no threshold: the first step begins at the next one's precision.
    private static IEnumerable<(double X, double Y)> Steps(PrecisionRecallCurve curve)
    {
        double recall = 0;
        foreach (PrecisionRecallPoint point in ThinnedCurve.Of(curve.Points, Place).Skip(1))
        {
            yield return (recall, point.Precision);
            yield return (point.Recall, point.Precision);
            recall = point.Recall;
        }
    }
}
