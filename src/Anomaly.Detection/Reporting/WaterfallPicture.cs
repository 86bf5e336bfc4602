using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>The way of a row's score from the base value: a bar per column, each beginning where the one above ends.</summary>
internal static class WaterfallPicture
{
    /// <summary>How many columns have a bar of their own; what all others added is one bar more.</summary>
    public const int MostColumns = 8;

    private const double StripHeight = 32, BarHeight = 16, NumberWidth = 58;

    public static Markup Draw(string id, string title, ScoreBreakdown breakdown, string sumName)
    {
        Step[] steps = [.. Steps(breakdown)];
        string description = $"From the base value {FigureText.Share(breakdown.BaseValue)} the columns lead to {FigureText.Share(breakdown.Value)}: to the right towards an anomaly.";
        var chart = new StripChart(id, title, description, StripHeight, steps.Length + 2, ChartRange.Around([breakdown.BaseValue, breakdown.Value, .. steps.Select(step => step.To)]), numbers: NumberWidth);
        chart.AxisAcross(sumName);
        chart.Name(0, "base value");
        chart.Add(Mark(chart, 0, breakdown.BaseValue, isTotal: false));
        for (int i = 0; i < steps.Length; i++)
        {
            chart.Name(i + 1, steps[i].Name, steps[i].Value);
            chart.Add(Bar(chart, i + 1, steps[i]));
        }

        chart.Name(steps.Length + 1, "this row");
        chart.Add(Mark(chart, steps.Length + 1, breakdown.Value, isTotal: true));
        return chart.Finish();
    }

    private static IEnumerable<Step> Steps(ScoreBreakdown breakdown)
    {
        double reached = breakdown.BaseValue;
        int alone = breakdown.Contributions.Length <= MostColumns + 1 ? breakdown.Contributions.Length : MostColumns;
        foreach (ColumnContribution contribution in breakdown.Contributions.Take(alone))
        {
            yield return new Step(contribution.Column, ValueText.Of(contribution.Value), reached, contribution.Amount);
            reached += contribution.Amount;
        }

        double rest = 0;
        foreach (ColumnContribution contribution in breakdown.Contributions.Skip(alone)) rest += contribution.Amount;
        if (alone < breakdown.Contributions.Length) yield return new Step($"{FigureText.Count(breakdown.Contributions.Length - alone)} other columns", "", reached, rest);
    }

    private static Markup Bar(StripChart chart, int strip, Step step)
    {
        double middle = chart.Middle(strip), from = chart.X.Place(step.From), to = chart.X.Place(step.To);
        string style = step.Amount < 0 ? "normal" : "anomaly";
        return Markup.Of(
            $"""
            <line class="link" x1="{from}" x2="{from}" y1="{middle - StripHeight + (BarHeight / 2)}" y2="{middle + (BarHeight / 2)}"/><rect class="{style}" x="{Math.Min(from, to)}" y="{middle - (BarHeight / 2)}" width="{Math.Max(Math.Abs(to - from), 1)}" height="{BarHeight}"><title>{step.Name}: {FigureText.Signed(step.Amount)}</title></rect><text class="tick" x="{Math.Max(from, to) + 6}" y="{middle + 4}">{FigureText.Signed(step.Amount)}</text>
            """);
    }

    private static Markup Mark(StripChart chart, int strip, double value, bool isTotal)
    {
        double middle = chart.Middle(strip), x = chart.X.Place(value);
        return Markup.Of(
            $"""
            {Markup.If(isTotal, () => Markup.Of($"""<line class="link" x1="{x}" x2="{x}" y1="{middle - StripHeight + (BarHeight / 2)}" y2="{middle}"/>"""))}<line class="mark" x1="{x}" x2="{x}" y1="{middle - (BarHeight / 2)}" y2="{middle + (BarHeight / 2)}"/><text class="{new Markup(isTotal ? "label" : "tick")}" x="{x + 6}" y="{middle + 4}">{FigureText.Share(value)}</text>
            """);
    }

    private sealed record Step(string Name, string Value, double From, double Amount)
    {
        public double To => From + Amount;
    }
}
