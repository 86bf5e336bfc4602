using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>The head of the page: the headline, and the figures most looked for; flattered ones are struck, and honest ones stand beside.</summary>
internal static class HeadlinePart
{
    private static readonly string[] Keys = ["roc_auc", "average_precision", "precision", "recall"];

    public static Markup Write(EvaluationReport report) => Markup.Of(
        $"""
        <header>
        <h1><span class="kicker">Evaluation report</span> {report.Title}</h1>
        <p id="headline" class="headline {new Markup(report.IsPerformance ? "sound" : "alarm")}">{Unbroken(report.Headline)}</p>
        <div class="verdict">
        {Tiles(ReportHeadline.JudgedRows(report), report.Summary, report.IsPerformance ? "" : ReportHeadline.WhatElse(report))}
        {(ReportHeadline.HonestEvaluation(report) is { Summary: { } summary } honest ? Tiles(honest.Label, summary, "") : Markup.Empty)}
        </div>
        </header>
        """);

    // A line may not end within the name of a figure.
    private static string Unbroken(string headline) => headline.Replace("ROC-AUC", "ROC\u2011AUC", StringComparison.Ordinal);

    private static Markup Tiles(string label, EvaluationSummary summary, string caution)
    {
        IReadOnlyList<ReportFigure> figures = ReportFigure.Of(summary);
        bool isFlattered = caution.Length > 0;
        return Markup.Of(
            $"""
            <section class="tiles{new Markup(isFlattered ? " flattered" : "")}" aria-label="{label}">
            <p class="source"><b>{label}</b>{(isFlattered ? Markup.Of($" – {caution}") : Markup.Empty)}<br>
            {FigureText.Count(summary.RowCount, "row", "rows")}, {FigureText.Count(summary.AnomalyCount, "anomaly", "anomalies")} ({FigureText.Percent(summary.Prevalence)})</p>
            <dl>{Markup.Join(Keys, key => Tile(figures.First(figure => figure.Key == key), isFlattered))}</dl>
            </section>
            """);
    }

    private static Markup Tile(ReportFigure figure, bool isFlattered)
    {
        Markup value = Markup.Of($"{FigureText.Share(figure.Interval.Value)}");
        return Markup.Of(
            $"""
            <div><dt>{figure.Name}</dt>
            <dd class="value">{(isFlattered ? Markup.Of($"<s>{value}</s>") : value)}</dd>
            <dd class="ends">{FigureText.Ends(figure.Interval)}</dd>
            <dd class="baseline">by chance {FigureText.Share(figure.Baseline ?? double.NaN)}</dd></div>

            """);
    }
}
