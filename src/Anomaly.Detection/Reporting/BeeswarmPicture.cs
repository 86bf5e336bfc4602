using System.Collections.Immutable;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>A strip per column with a dot per row at its contribution, coloured by the value.</summary>
internal static class BeeswarmPicture
{
    /// <summary>How many columns have a strip.</summary>
    public const int MostColumns = 12;

    private const double LegendHeight = 22;

    /// <summary>Draws the picture, and counts the dots of it.</summary>
    /// <param name="explanation">The contributions.</param>
    /// <param name="axis">What they are counted in.</param>
    public static (Markup Picture, int DotCount) Draw(GlobalExplanation explanation, string axis)
    {
        ColumnEffect[] columns = [.. explanation.Columns.Take(MostColumns)];
        const string Description = "One strip per column, the most important first. Each dot is a row: to the right where the column moved its score towards an anomaly, coloured by the value from low to high.";
        var chart = new StripChart("beeswarm", "Contributions row by row", Description, Swarm.StripHeight, columns.Length, ChartRange.AroundZero(columns.SelectMany(column => column.Amounts)), LegendHeight);
        chart.AxisAcross(axis);
        chart.Rule("zero", 0);
        int count = 0;
        for (int strip = 0; strip < columns.Length; strip++)
        {
            ImmutableArray<SwarmDot> dots = Swarm.Of(columns[strip].Amounts, HourOfDay.Of(columns[strip]).Values, chart.X);
            count += dots.Length;
            chart.Name(strip, columns[strip].Column);
            chart.Add(Dots(columns[strip], dots, chart.Middle(strip)));
        }

        chart.Add(Legend(chart.X.From, chart.Legend + 8, columns.Any(column => column.Values.Any(double.IsNaN))));
        return (chart.Finish(), count);
    }

    private static Markup Dots(ColumnEffect column, ImmutableArray<SwarmDot> dots, double middle)
    {
        var groups = ValueGroups.Of(HourOfDay.Of(column));
        return Markup.Join(
            dots.GroupBy(dot => groups.Of(dot.Row)).OrderBy(group => group.Key),
            group => DotMarks.Of(groups.Style(group.Key), groups.Tip(group.Key, group.Select(dot => dot.Row)), group.Select(dot => (dot.X, middle + dot.Y))));
    }

    private static Markup Legend(double left, double y, bool hasMissing)
    {
        IEnumerable<int> colours = Enumerable.Range(0, ValueGroups.ColourCount);
        double end = left + 36 + (ValueGroups.ColourCount * 8);
        return Markup.Of(
            $"""
            <text class="tick" x="{left}" y="{y + 4}">low</text>{Markup.Join(colours, colour => Markup.Of($"""<path class="dots legend v{colour}" d="M{left + 30 + (colour * 8)} {y}h0"/>"""))}<text class="tick" x="{end}" y="{y + 4}">high</text>{Markup.If(hasMissing, () => Markup.Of($"""<path class="dots legend missing" d="M{end + 56} {y}h0"/><text class="tick" x="{end + 64}" y="{y + 4}">missing</text>"""))}
            """);
    }
}
