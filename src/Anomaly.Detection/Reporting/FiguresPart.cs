namespace Anomaly.Detection.Reporting;

/// <summary>All figures as a table; what is no performance stands apart, struck.</summary>
internal static class FiguresPart
{
    public static Markup Write(EvaluationReport report)
    {
        FigureColumn[] columns = [.. FigureColumn.Of(report).Where(column => column.Summary is not null)];
        IReadOnlyList<ReportFigure>[] figures = [.. columns.Select(column => ReportFigure.Of(column.Summary!))];
        return Markup.Of(
            $"""
            <section id="figures">
            <h2>Figures</h2>
            <p class="lead">Precision, recall and what follows are at probability ≥ {FigureText.Threshold(report.Summary.Threshold)}, the threshold of the policy. {Intervals(report)}</p>
            <table class="figures">
            <thead><tr><th></th>{Markup.Join(columns, Heading)}<th scope="col">by chance{(columns.Length > 1 ? Markup.Of($"<small>{columns[0].Heading}</small>") : Markup.Empty)}</th></tr></thead>
            <tbody>{Markup.Join(figures[0].Index(), row => Row(columns, figures, row.Index))}</tbody>
            </table>
            {Markup.Join(report.Others.Where(other => other.Summary is null), other => Markup.Of($"""<p class="remark"><b>{other.Label}</b>: {other.Reason ?? "no figures"}</p>"""))}
            </section>
            """);
    }

    private static string Intervals(EvaluationReport report) =>
        report.Summary.Intervals.RocAuc.HasEnds ? $"In brackets: the {FigureText.Percent(report.Summary.Intervals.Confidence)} interval, as far as the luck of the rows goes." : "";

    private static Markup Heading(FigureColumn column) => Markup.Of(
        $"""<th scope="col" class="{Class(column)}">{column.Heading}{(column.IsPerformance ? Markup.Empty : Markup.Of($"<small>{column.Caution}</small>"))}</th>""");

    private static Markup Row(FigureColumn[] columns, IReadOnlyList<ReportFigure>[] figures, int row)
    {
        ReportFigure first = figures[0][row];
        return Markup.Of(
            $"""
            <tr><th scope="row">{first.Name}</th>
            {Markup.Join(columns.Index(), column => Cell(column.Item, figures[column.Index][row]))}
            <td data-label="by chance" class="quiet" title="{first.BaselineMeaning}">{(first.Baseline is { } baseline ? FigureText.Share(baseline) : FigureText.Undefined)}</td></tr>

            """);
    }

    private static Markup Cell(FigureColumn column, ReportFigure figure)
    {
        Markup value = Markup.Of($"""<span>{FigureText.Share(figure.Interval.Value)} <span class="ends">{FigureText.Ends(figure.Interval)}</span></span>""");
        return Markup.Of($"""<td data-label="{column.Heading}" class="{Class(column)}">{(column.IsPerformance ? value : Markup.Of($"<s>{value}</s>"))}</td>""");
    }

    private static Markup Class(FigureColumn column) => new(column.IsPerformance ? "honest" : "flattered");
}
