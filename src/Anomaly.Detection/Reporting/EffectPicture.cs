using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>The contributions of a column against its values: a dot per row.</summary>
internal static class EffectPicture
{
    /// <summary>How many classes of a category have a strip.</summary>
    public const int MostClasses = 8;

    /// <summary>How many rows are drawn: of more those at even ranks of the contribution, the ends among them.</summary>
    public const int MostDots = 300;

    private const double Height = 300;

    // Missing values stand to the left of all others.
    private const double MissingPlace = -0.16;

    public static Markup Draw(string id, ColumnEffect effect, string amountAxis) => effect.Kind == FeatureKind.Categorical ? OfClasses(id, effect, amountAxis) : OfNumbers(id, effect, amountAxis);

    /// <summary>The classes that rows have, the most frequent first; −1 is the missing value.</summary>
    public static IEnumerable<IGrouping<int, int>> Classes(ColumnEffect effect) =>
        Enumerable.Range(0, effect.Values.Length).GroupBy(row => double.IsNaN(effect.Values[row]) ? -1 : (int)effect.Values[row]).OrderByDescending(rows => rows.Count()).ThenBy(rows => rows.Key);

    private static Markup OfNumbers(string id, ColumnEffect effect, string amountAxis)
    {
        var axis = ValueAxis.Of(effect.Values, effect.Kind);
        bool hasMissing = effect.Values.Any(double.IsNaN);
        string description = $"Each dot is a row: across its value of {effect.Column}, up what that added to its score.";
        var chart = new SvgChart(id, $"Contribution of {effect.Column} by its value", description, Height, (hasMissing ? MissingPlace - 0.04 : -0.02, 1.02), ChartRange.AroundZero(effect.Amounts));
        chart.AxisUp(amountAxis, RoundTicks.Between(chart.Y.Least, chart.Y.Greatest).Select(tick => (tick, RoundTicks.Text(tick))));
        chart.AxisAcross(axis.Name(effect.Column), axis.Ticks().Concat(hasMissing ? [(MissingPlace, "missing")] : []));
        chart.Line("zero", (chart.X.Least, 0), (chart.X.Greatest, 0));
        int[] rows = [.. Drawn(effect)];
        Dots(chart, "effect", effect.Column, rows.Where(row => !double.IsNaN(effect.Values[row])).Select(row => (axis.Place(effect.Values[row]), effect.Amounts[row])));
        Dots(chart, "missing", $"{effect.Column}: missing", rows.Where(row => double.IsNaN(effect.Values[row])).Select(row => (MissingPlace, effect.Amounts[row])));
        return chart.Finish();
    }

    private static Markup OfClasses(string id, ColumnEffect effect, string amountAxis)
    {
        IGrouping<int, int>[] classes = [.. Classes(effect).Take(MostClasses)];
        string description = $"One strip per class of {effect.Column}, the most frequent first. Each dot is a row at what its class added to its score.";
        var chart = new StripChart(id, $"Contribution of {effect.Column} by its class", description, Swarm.StripHeight, classes.Length, ChartRange.AroundZero(effect.Amounts));
        chart.AxisAcross(amountAxis);
        chart.Rule("zero", 0);
        for (int strip = 0; strip < classes.Length; strip++)
        {
            double middle = chart.Middle(strip);
            string name = ValueText.Of(effect, classes[strip].Key < 0 ? double.NaN : classes[strip].Key);
            chart.Name(strip, name);
            ImmutableArray<double> amounts = [.. classes[strip].Select(row => effect.Amounts[row])];
            chart.Add(DotMarks.Of(classes[strip].Key < 0 ? "missing" : "class", $"{effect.Column} = {name}", Swarm.Of(amounts, amounts, chart.X).Select(dot => (dot.X, middle + dot.Y))));
        }

        return chart.Finish();
    }

    private static IEnumerable<int> Drawn(ColumnEffect effect)
    {
        int[] rows = [.. Enumerable.Range(0, effect.Amounts.Length).OrderBy(row => effect.Amounts[row])];
        return rows.Length <= MostDots ? rows : Enumerable.Range(0, MostDots).Select(i => rows[(int)((long)i * (rows.Length - 1) / (MostDots - 1))]);
    }

    private static void Dots(SvgChart chart, string style, string tip, IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] places = [.. points.Select(point => (chart.X.Place(point.X), chart.Y.Place(point.Y)))];
        if (places.Length > 0) chart.Add(DotMarks.Of(style, tip, places));
    }
}
