using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>How the probability follows a column: the mean of the rows, and single rows thin behind it.</summary>
internal static class DependencePicture
{
    /// <summary>How many classes of a category are drawn.</summary>
    public const int MostClasses = 20;

    /// <summary>How many single rows are drawn.</summary>
    public const int MostCurves = 30;

    private const double Height = 300, StripHeight = 26, NumberWidth = 44;
    private const int BinCount = 40, FewPoints = 12;

    // The spread of values stands at the foot of the picture, behind the curves.
    private const double FootShare = 0.14;

    /// <summary>Draws the picture.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="dependence">What is drawn.</param>
    /// <param name="values">Values of the column among the rows, whose spread stands at the foot; empty where unknown.</param>
    /// <param name="threshold">The probability from which rows are flagged.</param>
    public static Markup Draw(string id, PartialDependence dependence, ImmutableArray<double> values, double threshold) =>
        dependence.Kind == FeatureKind.Categorical ? OfClasses(id, dependence, threshold) : OfNumbers(id, dependence, values, threshold);

    /// <summary>The points as they are shown: the classes of a category by their mean, the greatest first.</summary>
    /// <returns>Their indexes.</returns>
    public static IEnumerable<int> Shown(PartialDependence dependence)
    {
        IEnumerable<int> all = Enumerable.Range(0, dependence.Points.Length);
        return dependence.Kind == FeatureKind.Categorical ? all.OrderByDescending(index => dependence.Points[index].Mean).Take(MostClasses) : all;
    }

    /// <summary>Whether the picture shows the threshold: it does not where all probabilities are far below.</summary>
    public static bool Reaches(PartialDependence dependence, double threshold) => threshold > 0 && threshold <= RangeOf(dependence).Greatest;

    private static (double Least, double Greatest) RangeOf(PartialDependence dependence) =>
        ChartRange.OfShares(dependence.Points.Select(point => point.Mean).Concat(dependence.Curves.Take(MostCurves).SelectMany(curve => curve)).Max());

    private static Markup OfNumbers(string id, PartialDependence dependence, ImmutableArray<double> values, double threshold)
    {
        var axis = ValueAxis.Of(dependence.Points.Select(point => point.Value), dependence.Kind);
        (double Least, double Greatest) range = RangeOf(dependence);
        string description = $"The mean probability of the rows with {dependence.Column} set to each value, all else left as it is; thin: single rows.";
        var chart = new SvgChart(id, $"Probability by {dependence.Column}", description, Height, (-0.02, 1.02), range);
        chart.AxisUp("probability of an anomaly", SvgChart.Ticks(range.Greatest));
        Foot(chart, axis, values);
        chart.AxisAcross(axis.Name(dependence.Column), dependence.Points.All(point => double.IsNaN(point.Value)) ? [(0.5, ValueText.Missing)] : axis.Ticks());
        foreach (ImmutableArray<double> curve in dependence.Curves.Take(MostCurves)) chart.Line("single", dependence.Points.Zip(curve, (point, probability) => (axis.Place(point.Value), probability)));
        if (Reaches(dependence, threshold)) chart.Line("chance", (chart.X.Least, threshold), (chart.X.Greatest, threshold));
        chart.Line("curve mean", dependence.Points.Select(point => (axis.Place(point.Value), point.Mean)));
        foreach (DependencePoint point in dependence.Points.Length <= FewPoints ? dependence.Points : [])
        {
            chart.Add(Markup.Of($"""<circle class="point" cx="{chart.X.Place(axis.Place(point.Value))}" cy="{chart.Y.Place(point.Mean)}" r="4"><title>{point.Label}: {FigureText.Share(point.Mean)}</title></circle>"""));
        }

        return chart.Finish();
    }

    private static void Foot(SvgChart chart, ValueAxis axis, ImmutableArray<double> values)
    {
        int[] counts = new int[BinCount];
        foreach (double value in values)
        {
            if (!double.IsNaN(value)) counts[Math.Min((int)(axis.Place(value) * BinCount), BinCount - 1)]++;
        }

        int fullest = counts.Max();
        double greatest = (chart.Y.From - chart.Y.To) * FootShare;
        for (int bin = 0; bin < BinCount && fullest > 0; bin++)
        {
            if (counts[bin] == 0) continue;
            double left = chart.X.Place((double)bin / BinCount), right = chart.X.Place((bin + 1.0) / BinCount), height = greatest * Math.Sqrt((double)counts[bin] / fullest);
            chart.Add(Markup.Of($"""<rect class="foot" x="{left}" y="{chart.Y.From - height}" width="{right - left}" height="{height}"><title>{FigureText.Count(counts[bin], "row", "rows")}</title></rect>"""));
        }
    }

    private static Markup OfClasses(string id, PartialDependence dependence, double threshold)
    {
        int[] shown = [.. Shown(dependence)];
        int curveCount = Math.Min(dependence.Curves.Length, MostCurves);
        (double Least, double Greatest) range = RangeOf(dependence);
        string description = $"The mean probability of the rows with {dependence.Column} set to each class, all else left as it is; small dots: single rows.";
        var chart = new StripChart(id, $"Probability by {dependence.Column}", description, StripHeight, shown.Length, range, numbers: NumberWidth);
        chart.AxisAcross("probability of an anomaly");
        if (Reaches(dependence, threshold)) chart.Rule("chance", threshold);
        for (int strip = 0; strip < shown.Length; strip++)
        {
            int index = shown[strip];
            DependencePoint point = dependence.Points[index];
            double y = chart.Middle(strip), x = chart.X.Place(point.Mean);
            chart.Name(strip, point.Label);
            if (curveCount > 0) chart.Add(DotMarks.Of("faint", $"{point.Label}: single rows", dependence.Curves.Take(curveCount).Select(curve => (chart.X.Place(curve[index]), y))));
            chart.Add(Markup.Of($"""<circle class="point" cx="{x}" cy="{y}" r="4.5"><title>{point.Label}: {FigureText.Share(point.Mean)}</title></circle><text class="tick" x="{chart.X.To + 8}" y="{y + 4}">{FigureText.Share(point.Mean)}</text>"""));
        }

        return chart.Finish();
    }
}
