using System.Globalization;
using System.Text;

namespace Anomaly.Detection.Reporting;

/// <summary>Many dots as one mark: each is a line of no length with round ends, which a style sheet makes as wide as a dot.</summary>
internal static class DotMarks
{
    /// <param name="style">Classes of the page's style sheet.</param>
    /// <param name="tip">What a pointer over one of them shows.</param>
    /// <param name="places">Where they are.</param>
    public static Markup Of(string style, string tip, IEnumerable<(double X, double Y)> places)
    {
        var path = new StringBuilder();
        foreach ((double x, double y) in places) path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y:0.#}h0");
        return Markup.Of($"""<path class="dots {style}" d="{path.ToString()}"><title>{tip}</title></path>""");
    }
}
