using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>Promised against observed rates, with the Wilson interval of each bin.</summary>
internal static class ReliabilityPicture
{
    // Where all probabilities are small, so is the picture: otherwise all would lie in a corner.
    private static readonly double[] Extents = [0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1];

    public static Markup Draw(ReliabilityTable table)
    {
        double greatest = table.Bins.Max(bin => Math.Max(bin.MeanProbability, bin.ObservedRate.HasEnds ? bin.ObservedRate.High : bin.ObservedRate.Value));
        double extent = Extents.First(one => one >= Math.Min(greatest, 1));
        string description = $"Observed share of anomalies against the mean probability of each bin; on the diagonal probabilities mean what they say. Expected calibration error {FigureText.Share(table.ExpectedCalibrationError)}.";
        var chart = new SvgChart("reliability", "Reliability diagram", description, 330, (0, extent), (0, extent));
        chart.AxisUp("observed share of anomalies", SvgChart.Ticks(extent));
        chart.AxisAcross("mean probability", SvgChart.Ticks(extent));
        chart.Line("chance", (0, 0), (extent, extent));
        foreach (ReliabilityBin bin in table.Bins.Where(bin => bin.ObservedRate.HasEnds))
        {
            chart.Line("whisker", (bin.MeanProbability, bin.ObservedRate.Low), (bin.MeanProbability, bin.ObservedRate.High));
        }

        chart.Line("curve", table.Bins.Select(bin => (bin.MeanProbability, bin.ObservedRate.Value)));
        foreach (ReliabilityBin bin in table.Bins)
        {
            string tip = $"{FigureText.Count(bin.RowCount, "row", "rows")}: promised {FigureText.Share(bin.MeanProbability)}, observed {FigureText.WithEnds(bin.ObservedRate)}";
            chart.Add(Markup.Of($"""<circle class="point" cx="{chart.X.Place(bin.MeanProbability)}" cy="{chart.Y.Place(bin.ObservedRate.Value)}" r="4"><title>{tip}</title></circle>"""));
        }

        return chart.Finish();
    }
}
