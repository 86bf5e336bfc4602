namespace Anomaly.Detection.Reporting;

/// <summary>The probabilities of both classes: anomalies upwards, normal rows downwards, each as a share of its class.</summary>
/// <remarks>Heights are roots of shares, which the ticks tell, so that a bar of 1 % can be seen beside one of 90 %.</remarks>
internal static class HistogramPicture
{
    public static Markup Draw(ScoreHistogram histogram, double threshold)
    {
        int normals = histogram.Bins.Sum(bin => bin.NormalCount), anomalies = histogram.Bins.Sum(bin => bin.AnomalyCount);
        double greatest = Math.Sqrt(histogram.Bins.Max(bin => Math.Max(Share(bin.NormalCount, normals), Share(bin.AnomalyCount, anomalies))));
        const string Description = "Upwards the share of the anomalies, downwards the share of the normal rows, by probability; heights are on a square-root scale.";
        var chart = new SvgChart("histogram", "Probabilities by class", Description, 400, (0, 1), (-greatest, greatest));
        chart.AxisUp("share of the class (root scale)", Ticks(greatest));
        chart.AxisAcross("probability of an anomaly", SvgChart.Ticks(1));
        foreach (ScoreBin bin in histogram.Bins)
        {
            Bar(chart, bin, "anomaly", bin.AnomalyCount, Share(bin.AnomalyCount, anomalies), "anomalies", isUp: true);
            Bar(chart, bin, "normal", bin.NormalCount, Share(bin.NormalCount, normals), "normal rows", isUp: false);
        }

        double zero = chart.Y.Place(0);
        chart.Add(Markup.Of($"""<line class="rule" x1="{chart.X.From}" x2="{chart.X.To}" y1="{zero}" y2="{zero}"/>"""));
        chart.Add(Markup.Of($"""<text class="name anomaly-text" x="{chart.X.To - 4}" y="{chart.Y.To + 12}" text-anchor="end">anomalies</text>"""));
        chart.Add(Markup.Of($"""<text class="name normal-text" x="{chart.X.To - 4}" y="{chart.Y.From - 8}" text-anchor="end">normal rows</text>"""));
        chart.ThresholdMark(Math.Clamp(threshold, 0, 1));
        return chart.Finish();
    }

    private static double Share(int count, int all) => (double)count / all;

    private static void Bar(SvgChart chart, ScoreBin bin, string name, int count, double share, string noun, bool isUp)
    {
        if (count == 0) return;
        double left = chart.X.Place(bin.From), right = chart.X.Place(bin.To), zero = chart.Y.Place(0);
        double height = Math.Abs(chart.Y.Place(Math.Sqrt(share)) - zero);
        string tip = $"{FigureText.Threshold(bin.From)} to {FigureText.Threshold(bin.To)}: {FigureText.Count(count)} {noun}, {FigureText.Percent(share)} of them";
        chart.Add(Markup.Of($"""<rect class="{name}" x="{left + 0.5}" y="{(isUp ? zero - height : zero)}" width="{right - left - 1}" height="{height}"><title>{tip}</title></rect>"""));
    }

    private static IEnumerable<(double Value, string Text)> Ticks(double greatest)
    {
        yield return (0, "0");
        foreach (double share in new[] { 0.01, 0.1, 0.25, 0.5, 1 })
        {
            // Ticks closer than a seventh of a side would touch; the finest ones give way.
            double root = Math.Sqrt(share);
            if (root > greatest || root < greatest / 7) continue;
            yield return (root, FigureText.Percent(share));
            yield return (-root, FigureText.Percent(share));
        }
    }
}
