using Anomaly.Detection.Data;

namespace Anomaly.Detection.Reporting;

/// <summary>Named numbers as bars below each other.</summary>
internal static class BarPicture
{
    private const double RowHeight = 24, NameWidth = 158, NumberWidth = 58;
    private const int LongestName = 20;

    public static Markup Draw(string id, string title, IReadOnlyList<NamedImportance> values)
    {
        double least = Math.Min(values.Min(one => one.Value), 0);
        double greatest = Math.Max(values.Max(one => one.Value), 0);
        if (least == greatest) greatest = 1;
        var scale = new ChartScale(least, greatest, NameWidth, SvgChart.Width - NumberWidth);
        double height = (RowHeight * values.Count) + 8;
        return Markup.Of(
            $"""
            <svg id="{id}" class="chart bars" viewBox="0 0 {SvgChart.Width} {height}" role="img" aria-labelledby="{id}-title">
            <title id="{id}-title">{title}</title>
            {Markup.Join(values.Index(), one => Row(one.Item, (RowHeight * one.Index) + 4, scale))}<line class="rule" x1="{scale.Place(0)}" x2="{scale.Place(0)}" y1="0" y2="{height}"/>
            </svg>
            """);
    }

    private static Markup Row(NamedImportance one, double top, ChartScale scale)
    {
        double zero = scale.Place(0), end = scale.Place(one.Value), middle = top + (RowHeight / 2) + 4;
        string name = LineText.Shorten(one.Name, LongestName);
        return Markup.Of(
            $"""
            <g><title>{one.Name}: {FigureText.Share(one.Value)}</title><text class="label" x="{NameWidth - 8}" y="{middle}" text-anchor="end">{name}</text>
            <rect class="bar" x="{Math.Min(zero, end)}" y="{top + 4}" width="{Math.Abs(end - zero)}" height="{RowHeight - 8}" rx="2"/>
            <text class="tick" x="{Math.Max(zero, end) + 6}" y="{middle}">{FigureText.Share(one.Value)}</text></g>

            """);
    }
}
