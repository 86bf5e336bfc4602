using System.Collections.Immutable;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>Detectors beside each other: one table a test set, the best figure of it set bold; figures of training rows in a table of their own, struck.</summary>
internal static class ComparisonPart
{
    private static readonly ImmutableArray<(ComparisonMetric Metric, string Name)> Metrics =
    [
        (ComparisonMetric.RocAuc, "ROC-AUC"),
        (ComparisonMetric.AveragePrecision, "average precision"),
        (ComparisonMetric.Precision, "precision"),
        (ComparisonMetric.Recall, "recall"),
        (ComparisonMetric.F1, "F1"),
        (ComparisonMetric.Accuracy, "accuracy"),
    ];

    public static Markup Write(EvaluationReport report) => report.Comparison is not { } comparison ? Markup.Empty : Markup.Of(
        $"""
        <section id="comparison">
        <h2>Detectors compared</h2>
        <p class="lead">Bold: the best of its test set, of equal ones the first; others may be as good: compare the intervals.</p>
        {Markup.Join(comparison.Rows.Where(row => row.IsPerformance).GroupBy(row => row.TestSet, StringComparer.Ordinal), rows => Table(comparison, rows.Key, [.. rows]))}
        {Markup.If(comparison.Rows.Any(row => !row.IsPerformance), () => Table(comparison, "training rows", [.. comparison.Rows.Where(row => !row.IsPerformance)]))}
        {Markup.Join(comparison.Rows.SelectMany(row => row.Notes).Distinct(StringComparer.Ordinal), note => Markup.Of($"""<p class="remark">{note}</p>"""))}
        </section>
        """);

    private static Markup Table(ComparisonReport comparison, string testSet, IReadOnlyList<ComparisonRow> rows)
    {
        bool isHonest = rows[0].IsPerformance;
        return Markup.Of(
            $"""
            <table class="figures{new Markup(isHonest ? "" : " flattered")}">
            <caption>{testSet}{(isHonest ? Markup.Empty : Markup.Of($" – memory, not performance"))}</caption>
            <thead><tr><th scope="col">detector</th>{Markup.Join(Metrics, metric => Markup.Of($"""<th scope="col">{metric.Name}</th>"""))}</tr></thead>
            <tbody>{Markup.Join(rows, row => Row(comparison, row))}</tbody>
            </table>

            """);
    }

    private static Markup Row(ComparisonReport comparison, ComparisonRow row) => Markup.Of(
        $"""
        <tr><th scope="row">{row.ModelName}{Markup.If(!row.IsPerformance, () => Markup.Of($"<small>{row.TestSet}</small>"))}</th>{Markup.Join(Metrics, metric => Cell(comparison, row, metric.Metric, metric.Name))}</tr>

        """);

    private static Markup Cell(ComparisonReport comparison, ComparisonRow row, ComparisonMetric metric, string name)
    {
        MetricInterval figure = row.Of(metric);
        Markup value = Markup.Of($"""<span>{FigureText.Share(figure.Value)} <span class="ends">{FigureText.Ends(figure)}</span></span>""");
        if (!row.IsPerformance) value = Markup.Of($"<s>{value}</s>");
        else if (ReferenceEquals(comparison.Best(metric, row.TestSet), row)) value = Markup.Of($"<b>{value}</b>");
        return Markup.Of($"""<td data-label="{name}">{value}</td>""");
    }
}
