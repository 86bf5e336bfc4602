namespace Anomaly.Detection.Reporting;

/// <summary>Single rows, and why they were judged so: sentences beside the way of the score.</summary>
internal static class ExplainedRowsPart
{
    public static Markup Write(EvaluationReport report) => Markup.If(!report.ExplainedRows.IsEmpty, () => Markup.Of(
        $"""
        <section id="explained-rows">
        <h2>Why these rows</h2>
        <p class="lead">From the base value to the row, column by column: to the right towards an anomaly. Rows count from 0.</p>
        <div class="two">
        {Markup.Join(report.ExplainedRows.Index(), row => Row(report, row.Item, row.Index))}
        </div>
        </section>
        """));

    // A line may not end between a number and its unit.
    private static string Unbroken(string reason) => reason.Replace(" %", "\u00A0%", StringComparison.Ordinal);

    private static Markup Row(EvaluationReport report, ExplainedRow row, int index)
    {
        string sum = ScaleText.Sum(row.Breakdown.Scale, report);
        return Markup.Of(
            $"""
            <figure class="explained">
            <h3>{row.Title}</h3>
            <p class="remark">probability {FigureText.Share(row.Probability)}, {sum} {FigureText.Share(row.Breakdown.Value)}</p>
            {Markup.If(!row.Reasons.IsEmpty, () => Markup.Of($"<ol>{Markup.Join(row.Reasons, reason => Markup.Of($"<li>{Unbroken(reason)}</li>"))}</ol>"))}
            {WaterfallPicture.Draw(FormattableString.Invariant($"waterfall-{index}"), row.Title, row.Breakdown, sum)}
            {NumbersTable.Of(["column", "value", "contribution"], row.Breakdown.Contributions.Select(one => (string[])[one.Column, ValueText.Of(one.Value), FigureText.Signed(one.Amount)]))}
            </figure>

            """);
    }
}
