using System.Globalization;
using System.Text;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>How the probability follows two columns together: a field per pair of values, the fuller coloured the more probable.</summary>
internal static class PairPicture
{
    /// <summary>How many values of a column are drawn: of more those at even steps, both ends among them.</summary>
    public const int MostValues = 16;

    private const int LevelCount = 9;
    private const int MostTicks = 4, LongestTick = 8;
    private const double StripHeight = 20, LegendHeight = 22, Square = 12;

    public static Markup Draw(string id, PairDependence pair)
    {
        int[] across = [.. Indexes(pair.First.Points.Length)], down = [.. Indexes(pair.Second.Points.Length)];

        // Numbers rise to the top, as on other axes; classes are read down.
        if (pair.Second.Kind != FeatureKind.Categorical) Array.Reverse(down);
        string description = $"The mean probability with both columns set: {pair.First.Column} across, {pair.Second.Column} up; the fuller a field, the more probable an anomaly.";
        var chart = new StripChart(id, $"Probability by {pair.First.Column} and {pair.Second.Column}", description, StripHeight, down.Length, (0, across.Length), LegendHeight);
        (double least, double greatest) = (pair.Means.Min(means => means.Min()), pair.Means.Max(means => means.Max()));
        var fields = across.Index().SelectMany(_ => down.Index(), (x, y) => (X: x.Index, Y: y.Index, Mean: pair.Means[x.Item][y.Item])).GroupBy(field => Level(field.Mean, least, greatest)).OrderBy(level => level.Key);
        foreach (var level in fields) chart.Add(Fields(chart, level.Key, [.. level]));
        for (int strip = 0; strip < down.Length; strip++) chart.Name(strip, pair.Second.Points[down[strip]].Label);
        int step = ((across.Length - 1) / MostTicks) + 1;
        chart.AxisAcross(pair.First.Column, across.Index().Where(tick => tick.Index % step == 0).Select(tick => (tick.Index + 0.5, LineText.Shorten(pair.First.Points[tick.Item].Label, LongestTick))));
        chart.Add(Legend(chart.X.From, chart.Legend, least, greatest));
        return chart.Finish();
    }

    /// <summary>Which points of a column are drawn.</summary>
    public static IEnumerable<int> Indexes(int count) => count <= MostValues ? Enumerable.Range(0, count) : Enumerable.Range(0, MostValues).Select(i => i * (count - 1) / (MostValues - 1));

    private static int Level(double mean, double least, double greatest) => least < greatest ? Math.Min((int)((mean - least) / (greatest - least) * LevelCount), LevelCount - 1) : LevelCount / 2;

    private static double Opacity(int level) => 0.06 + (0.94 * level / (LevelCount - 1));

    private static Markup Fields(StripChart chart, int level, (int X, int Y, double Mean)[] fields)
    {
        var path = new StringBuilder();
        double width = chart.X.Place(1) - chart.X.Place(0);
        foreach ((int x, int y, double _) in fields)
        {
            path.Append(CultureInfo.InvariantCulture, $"M{chart.X.Place(x):0.##} {StripHeight * y:0.##}h{width:0.##}v{StripHeight:0.##}h{-width:0.##}z");
        }

        string low = FigureText.Share(fields.Min(field => field.Mean)), high = FigureText.Share(fields.Max(field => field.Mean));
        return Markup.Of($"""<path class="heat" fill-opacity="{Opacity(level)}" d="{path.ToString()}"><title>{(low == high ? low : $"{low} to {high}")}</title></path>""");
    }

    private static Markup Legend(double left, double top, double least, double greatest) => Markup.Of(
        $"""
        <text class="tick" x="{left}" y="{top + 14}">{FigureText.Share(least)}</text>{Markup.Join(Enumerable.Range(0, LevelCount), level => Markup.Of($"""<rect class="heat" fill-opacity="{Opacity(level)}" x="{left + 44 + (level * Square)}" y="{top + 4}" width="{Square}" height="{Square}"/>"""))}<text class="tick" x="{left + 52 + (LevelCount * Square)}" y="{top + 14}">{FigureText.Share(greatest)}</text>
        """);
}
