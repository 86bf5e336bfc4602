using System.Text;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Reporting;

/// <summary>A picture of named strips below each other over one axis. Colours come from the page, by class.</summary>
internal sealed class StripChart
{
    private const double Left = 132, Right = 12, Bottom = 44;
    private const int LongestName = 17, LongestDetail = 20;

    private readonly string _id;
    private readonly string _title;
    private readonly string _description;
    private readonly double _stripHeight;
    private readonly double _end;
    private readonly double _legend;
    private readonly StringBuilder _marks = new();

    /// <param name="id">Unique on the page; made of letters, digits and hyphens.</param>
    /// <param name="title">What the picture shows, in a few words.</param>
    /// <param name="description">What is to be seen, for those who cannot look.</param>
    /// <param name="stripHeight">The height of a strip.</param>
    /// <param name="stripCount">How many there are.</param>
    /// <param name="x">The least and greatest number across.</param>
    /// <param name="legend">Room below the axis. Default: none.</param>
    /// <param name="numbers">Room to the right of the axis. Default: none.</param>
    public StripChart(string id, string title, string description, double stripHeight, int stripCount, (double Least, double Greatest) x, double legend = 0, double numbers = 0)
    {
        (_id, _title, _description, _stripHeight, _legend) = (id, title, description, stripHeight, legend);
        _end = stripHeight * stripCount;
        X = new ChartScale(x.Least, x.Greatest, Left, SvgChart.Width - Right - numbers);
    }

    public ChartScale X { get; }

    /// <summary>Where the legend begins.</summary>
    public double Legend => _end + Bottom;

    /// <summary>The middle of a strip.</summary>
    public double Middle(int strip) => _stripHeight * (strip + 0.5);

    public void Add(Markup mark) => _marks.Append(mark.Html).Append('\n');

    /// <summary>What a strip is called, and in a second line what it holds.</summary>
    public void Name(int strip, string name, string detail = "")
    {
        double y = Middle(strip) + 4;
        bool isAlone = detail.Length == 0;
        string whole = isAlone ? name : $"{name} = {detail}";
        Add(Markup.Of(
            $"""
            <g><title>{whole}</title><text class="label" x="{Left - 10}" y="{(isAlone ? y : y - 6)}" text-anchor="end">{LineText.Shorten(name, LongestName)}</text>{(isAlone ? Markup.Empty : Markup.Of($"""<text class="detail" x="{Left - 10}" y="{y + 8}" text-anchor="end">{LineText.Shorten(detail, LongestDetail)}</text>"""))}</g>
            """));
    }

    /// <summary>A line down through all strips.</summary>
    public void Rule(string style, double value) => Add(Markup.Of($"""<line class="{style}" x1="{X.Place(value)}" x2="{X.Place(value)}" y1="0" y2="{_end}"/>"""));

    /// <summary>Round numbers below, with lines up from them, and what they count.</summary>
    public void AxisAcross(string label)
    {
        double[] ticks = [.. RoundTicks.Between(X.Least, X.Greatest)];
        foreach (double value in ticks) Rule("grid", value);
        AxisAcross(label, ticks.Select(value => (value, RoundTicks.Text(value))));
    }

    /// <summary>Texts below, and what they are.</summary>
    public void AxisAcross(string label, IEnumerable<(double Value, string Text)> ticks)
    {
        foreach ((double value, string text) in ticks)
        {
            Add(Markup.Of($"""<text class="tick" x="{X.Place(value)}" y="{_end + 17}" text-anchor="middle">{text}</text>"""));
        }

        Add(Markup.Of($"""<line class="rule" x1="{X.From}" x2="{X.To}" y1="{_end}" y2="{_end}"/><text class="axis" x="{(X.From + X.To) / 2}" y="{_end + 36}" text-anchor="middle">{label}</text>"""));
    }

    public Markup Finish() => Markup.Of(
        $"""
        <svg id="{_id}" class="chart strips" viewBox="0 0 {SvgChart.Width} {_end + Bottom + _legend}" role="img" aria-labelledby="{_id}-title {_id}-desc">
        <title id="{_id}-title">{_title}</title><desc id="{_id}-desc">{_description}</desc>
        {new Markup(_marks.ToString())}</svg>
        """);
}
