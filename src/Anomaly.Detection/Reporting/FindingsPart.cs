using Anomaly.Detection.Auditing;

namespace Anomaly.Detection.Reporting;

/// <summary>What the audit found, the most severe first, each with the figures that are left without its rows.</summary>
internal static class FindingsPart
{
    private const int MostExamples = 5;

    public static Markup Write(EvaluationReport report) => Markup.Of(
        $"""
        <section id="findings">
        <h2>Before you believe it</h2>
        {(report.Audit is { } audit ? Audit(report, audit) : Markup.Of($"""<p class="lead">No audit was made: nothing here says whether the rows are new to the detector.</p>"""))}
        </section>
        """);

    private static Markup Audit(EvaluationReport report, AuditReport audit) => Markup.Of(
        $"""
        <p class="lead">{Lead(audit)}</p>
        {Markup.Join(audit.Findings, finding => Finding(report, finding))}
        {Markup.If(!audit.NotChecked.IsEmpty, () => NotChecked(audit))}
        """);

    private static string Lead(AuditReport audit)
    {
        string training = $"{FigureText.Count(audit.TrainingRowCount)} training rows";
        string tables = audit.TestRowCount is { } test ? $"{training} and {FigureText.Count(test)} test rows" : training;
        return audit.Findings.IsEmpty ? $"The audit of {tables} found nothing." : $"The audit of {tables} found {FigureText.Count(audit.Findings.Length, "thing", "things")} to know.";
    }

    private static Markup Finding(EvaluationReport report, AuditFinding finding)
    {
        var severity = new Markup(ReportName.Of(finding.Severity));
        return Markup.Of(
            $"""
            <article class="finding {severity}">
            <h3><span class="chip {severity}">{severity}</span> {finding.Summary}</h3>
            <p>{finding.Advice}</p>
            {Markup.If(!finding.Columns.IsEmpty, () => Markup.Of($"""<p class="columns">{Markup.Join(finding.Columns, column => Markup.Of($"<code>{column}</code> "))}</p>"""))}
            {Markup.Join(report.Others.Where(other => other.Without == finding.Check), other => Without(report, other))}
            {Markup.If(!finding.Examples.IsEmpty, () => Examples(finding))}
            </article>

            """);
    }

    private static Markup Without(EvaluationReport report, ReportedEvaluation other)
    {
        if (other.Summary is not { } summary) return Markup.Of($"""<p class="without"><b>{other.Label}</b>: {other.Reason ?? "no figures"}</p>""");
        IReadOnlyList<ReportFigure> with = ReportFigure.Of(report.Summary), without = ReportFigure.Of(summary);
        return Markup.Of(
            $"""
            <table class="without"><thead><tr><th></th><th scope="col">all rows</th><th scope="col">{other.Label}</th></tr></thead>
            <tbody>{Markup.Join(without.Index().Take(2), one => Markup.Of($"""<tr><th scope="row">{one.Item.Name}</th><td>{Figure(with[one.Index])}</td><td>{Figure(one.Item, FigureColumn.IsPerformanceOf(report, other))}</td></tr>"""))}</tbody></table>
            """);
    }

    private static Markup Figure(ReportFigure figure, bool isPerformance) => isPerformance ? Markup.Of($"<b>{Figure(figure)}</b>") : Markup.Of($"<s>{Figure(figure)}</s>");

    private static Markup Figure(ReportFigure figure) => Markup.Of($"""{FigureText.Share(figure.Interval.Value)} <span class="ends">{FigureText.Ends(figure.Interval)}</span>""");

    private static Markup Examples(AuditFinding finding) => Markup.Of(
        $"""
        <details><summary>{(finding.Examples.Length == 1 ? "An example" : "Examples")}</summary>
        <ul class="examples">{Markup.Join(finding.Examples.Take(MostExamples), example => Markup.Of($"<li>{ExampleText.Of(example)}</li>"))}</ul>
        </details>
        """);

    private static Markup NotChecked(AuditReport audit) => Markup.Of(
        $"""
        <details class="not-checked"><summary>Not checked</summary>
        <ul>{Markup.Join(audit.NotChecked, reason => Markup.Of($"<li>{reason}</li>"))}</ul>
        </details>
        """);
}
