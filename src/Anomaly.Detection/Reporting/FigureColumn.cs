using Anomaly.Detection.Auditing;
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
        IEnumerable<FigureColumn> others = report.Others.Select(other => new FigureColumn(other.Label, other.Summary, CautionOf(report, other)));
        return [.. others.Prepend(judged).OrderBy(column => !column.IsPerformance)];
    }

    /// <summary>Whether the figures of an evaluation beside can be believed: their source is honest, and no rows of a severe finding are among them.</summary>
    public static bool IsPerformanceOf(EvaluationReport report, ReportedEvaluation other) => other.IsPerformance && CautionOf(report, other).Length == 0;

    /// <summary>What the figures of an evaluation beside are instead of performance; empty where they are that.</summary>
    public static string CautionOf(EvaluationReport report, ReportedEvaluation other)
    {
        if (other.Summary is { Source: ScoreSource.Training }) return "memory, not performance";
        return other.Without is { } check && report.Audit is { } audit && LeavesSevereRows(audit, check) ? ReportHeadline.WhatElse(report) : "";
    }

    // Rows of a severe finding that stay when those of another are left out.
    private static bool LeavesSevereRows(AuditReport audit, AuditCheck without)
    {
        HashSet<int> leftOut = [.. audit.Findings.Where(finding => finding.Check == without).SelectMany(finding => finding.TestRows)];
        return audit.Findings.Any(finding => finding.Severity == AuditSeverity.Severe && finding.TestRows.Any(row => !leftOut.Contains(row)));
    }
}
