using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>The mean sizes of contributions as bars, in strips as high as those of <see cref="BeeswarmPicture"/>, which stands beside.</summary>
internal static class ContributionPicture
{
    private const double BarHeight = 14, NumberWidth = 48;

    public static Markup Draw(IReadOnlyList<ColumnEffect> columns)
    {
        double greatest = columns.Max(column => column.MeanAbsolute);
        const string Description = "One bar per column, the most important first: the mean size of what it added to the scores of the rows.";
        var chart = new StripChart("contributions", "Mean size of contributions", Description, Swarm.StripHeight, columns.Count, (0, greatest > 0 ? greatest : 1), numbers: NumberWidth);
        chart.AxisAcross("mean size of the contribution");
        chart.Rule("rule", 0);
        foreach ((int strip, ColumnEffect column) in columns.Index())
        {
            double y = chart.Middle(strip), end = chart.X.Place(column.MeanAbsolute);
            chart.Name(strip, column.Column);
            chart.Add(Markup.Of($"""<rect class="bar" x="{chart.X.From}" y="{y - (BarHeight / 2)}" width="{end - chart.X.From}" height="{BarHeight}"/><text class="tick" x="{end + 6}" y="{y + 4}">{FigureText.Share(column.MeanAbsolute)}</text>"""));
        }

        return chart.Finish();
    }
}
