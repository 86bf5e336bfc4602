using System.Globalization;
using System.Text;

namespace Anomaly.Detection.Reporting;

/// <summary>A picture with two axes, drawn from the data. Colours come from the page, by class.</summary>
/// <remarks>It is 400 units wide, so that its letters keep their size on a phone; wider places show it at its own width.</remarks>
internal sealed class SvgChart
{
    public const double Width = 400;

    private const double Left = 58, Right = 14, Top = 12, Bottom = 44;

    private readonly string _id;
    private readonly string _title;
    private readonly string _description;
    private readonly double _height;
    private readonly StringBuilder _marks = new();

    /// <param name="id">Unique on the page; made of letters and hyphens.</param>
    /// <param name="title">What the picture shows, in a few words.</param>
    /// <param name="description">What is to be seen, for those who cannot look.</param>
    /// <param name="height">In the unit of the width.</param>
    /// <param name="x">The least and greatest number across.</param>
    /// <param name="y">The least and greatest number up.</param>
    public SvgChart(string id, string title, string description, double height, (double Least, double Greatest) x, (double Least, double Greatest) y)
    {
        (_id, _title, _description, _height) = (id, title, description, height);
        X = new ChartScale(x.Least, x.Greatest, Left, Width - Right);
        Y = new ChartScale(y.Least, y.Greatest, height - Bottom, Top);
    }

    public ChartScale X { get; }

    public ChartScale Y { get; }

    public void Add(Markup mark) => _marks.Append(mark.Html).Append('\n');

    /// <summary>Lines across, with their numbers to the left, and what they count.</summary>
    public void AxisUp(string label, params IEnumerable<(double Value, string Text)> ticks)
    {
        foreach ((double value, string text) in ticks)
        {
            double y = Y.Place(value);
            Add(Markup.Of($"""<line class="grid" x1="{X.From}" x2="{X.To}" y1="{y}" y2="{y}"/><text class="tick" x="{X.From - 7}" y="{y + 4}" text-anchor="end">{text}</text>"""));
        }

        double middle = (Y.From + Y.To) / 2;
        Add(Markup.Of($"""<text class="axis" transform="translate(13 {middle}) rotate(-90)" text-anchor="middle">{label}</text>"""));
    }

    /// <summary>Numbers below, and what they count.</summary>
    public void AxisAcross(string label, params IEnumerable<(double Value, string Text)> ticks)
    {
        foreach ((double value, string text) in ticks)
        {
            double x = X.Place(value);
            Add(Markup.Of($"""<line class="rule" x1="{x}" x2="{x}" y1="{Y.From}" y2="{Y.From + 4}"/><text class="tick" x="{x}" y="{Y.From + 17}" text-anchor="middle">{text}</text>"""));
        }

        Add(Markup.Of($"""<line class="rule" x1="{X.From}" x2="{X.To}" y1="{Y.From}" y2="{Y.From}"/><text class="axis" x="{(X.From + X.To) / 2}" y="{_height - 7}" text-anchor="middle">{label}</text>"""));
    }

    /// <summary>A straight line from point to point.</summary>
    public void Line(string name, params IEnumerable<(double X, double Y)> points) => Add(Markup.Of($"""<path class="{name}" d="{Path(points)}"/>"""));

    /// <summary>A line that the explorer moves along with the threshold: across all of the height.</summary>
    public void ThresholdMark(double threshold)
    {
        double x = X.Place(threshold);
        Add(Markup.Of($"""<line class="mark" data-mark="threshold" x1="{x}" x2="{x}" y1="{Y.To}" y2="{Y.From}"/>"""));
    }

    /// <summary>A dot that the explorer moves.</summary>
    /// <param name="kind">What the script computes its place from.</param>
    /// <param name="x">Where it is at the policy's threshold.</param>
    /// <param name="y">As <paramref name="x"/>.</param>
    public void Dot(string kind, double x, double y) => Add(Markup.Of($"""<circle class="mark" data-mark="{kind}" cx="{X.Place(x)}" cy="{Y.Place(y)}" r="5.5"/>"""));

    public Markup Finish() => Markup.Of(
        $"""
        <svg id="{_id}" class="chart" viewBox="0 0 {Width} {_height}" role="img" aria-labelledby="{_id}-title {_id}-desc" data-x="{X.From} {X.To}" data-y="{Y.From} {Y.To}">
        <title id="{_id}-title">{_title}</title><desc id="{_id}-desc">{_description}</desc>
        {new Markup(_marks.ToString())}</svg>
        """);

    /// <summary>Ticks at shares of the whole.</summary>
    public static IEnumerable<(double Value, string Text)> Ticks(double greatest)
    {
        for (int i = 0; i <= 4; i++) yield return (greatest * i / 4, (greatest * i / 4).ToString("0.###", CultureInfo.InvariantCulture));
    }

    private string Path(IEnumerable<(double X, double Y)> points)
    {
        var path = new StringBuilder();
        foreach ((double x, double y) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{X.Place(x):0.##} {Y.Place(y):0.##}");
        }

        return path.ToString();
    }
}
