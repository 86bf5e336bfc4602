using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>An evaluation as a column beside others.</summary>
/// <param name="Heading">What was judged.</param>
/// <param name="Summary">Its figures; null where there are none.</param>
/// <param name="Caution">What the figures are instead of performance; empty where they are that.</param>
internal sealed record FigureColumn(string Heading, EvaluationSummary? Summary, string Caution)
{
    public bool IsPerformance => Caution.Length == 0;

    /// <summary>The columns of a report: what can be believed first, what is no performance after it.</summary>
    public static IReadOnlyList<FigureColumn> Of(EvaluationReport report)
    {
        var judged = new FigureColumn(ReportHeadline.JudgedRows(report), report.Summary, report.IsPerformance ? "" : ReportHeadline.WhatElse(report));
        IEnumerable<FigureColumn> others = report.Others.Select(other =>
            new FigureColumn(other.Label, other.Summary, other.Summary is { Source: ScoreSource.Training } ? "memory, not performance" : ""));
        return [.. others.Prepend(judged).OrderBy(column => !column.IsPerformance)];
    }
}
