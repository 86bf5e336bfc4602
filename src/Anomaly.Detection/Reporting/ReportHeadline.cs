using Anomaly.Detection.Auditing;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>The sentence a reader takes home.</summary>
internal static class ReportHeadline
{
    public static string Write(EvaluationReport report)
    {
        if (report.IsPerformance) return Figures(report) + Caution(report.Audit);
        AuditFinding? severe = Severe(report);
        string claim = severe is null ? "" : Sentence(severe.Summary) + " ";
        return claim + Flattered(report, severe) + Honest(report);
    }

    /// <summary>The figures to believe instead of those of the judged rows; null where there are none, or those of the judged rows can be believed.</summary>
    /// <remarks>The same rows without those of the severe finding come first, then other sources.</remarks>
    public static ReportedEvaluation? HonestEvaluation(EvaluationReport report)
    {
        if (report.IsPerformance) return null;
        AuditCheck? severe = Severe(report)?.Check;
        ReportedEvaluation[] honest = [.. report.Others.Where(other => FigureColumn.IsPerformanceOf(report, other))];
        return honest.FirstOrDefault(other => severe is not null && other.Without == severe) ?? honest.FirstOrDefault(other => other.Without is null) ?? honest.FirstOrDefault();
    }

    /// <summary>What figures are instead of performance.</summary>
    public static string WhatElse(EvaluationReport report) => IsMemory(report) ? "memory, not performance" : "not what new rows will show";

    /// <summary>What the judged rows are, in words: a source that the audit refutes was only said.</summary>
    public static string JudgedRows(EvaluationReport report)
    {
        string source = FigureText.Source(report.Summary.Source);
        return report.Summary.Source != ScoreSource.Training && IsMemory(report) ? "said to be " + source : source;
    }

    private static bool IsMemory(EvaluationReport report) =>
        report.Summary.Source == ScoreSource.Training || Severe(report) is { Check: AuditCheck.RepeatedRows or AuditCheck.RelabelledRows or AuditCheck.NearDuplicates };

    private static AuditFinding? Severe(EvaluationReport report) => report.Audit?.Findings.FirstOrDefault(finding => finding.Severity == AuditSeverity.Severe);

    private static string Figures(EvaluationReport report)
    {
        EvaluationSummary summary = report.Summary;
        IReadOnlyList<ReportFigure> figures = ReportFigure.Of(summary);
        string source = FigureText.Source(summary.Source);
        return $"{char.ToUpperInvariant(source[0])}{source[1..]}: {FigureText.Count(summary.RowCount, "row", "rows")}, {FigureText.Percent(summary.Prevalence)} anomalies; "
            + $"ROC-AUC {Of(figures, "roc_auc")}, average precision {Of(figures, "average_precision")}; "
            + $"from probability {FigureText.Threshold(summary.Threshold)} on: precision {Of(figures, "precision")}, recall {Of(figures, "recall")}.";
    }

    private static string Caution(AuditReport? audit)
    {
        if (audit is null) return " Not audited.";
        int warnings = audit.Findings.Count(finding => finding.Severity == AuditSeverity.Warning);
        return warnings == 0 ? "" : $" {FigureText.Count(warnings, "warning", "warnings")} of the audit to read first.";
    }

    private static string Flattered(EvaluationReport report, AuditFinding? severe)
    {
        string rows = severe is null ? "These are training rows: " : "";
        return $"{rows}ROC-AUC {FigureText.Share(report.Summary.RocAuc)} is {WhatElse(report)}";
    }

    private static string Honest(EvaluationReport report) =>
        HonestEvaluation(report) is { Summary: { } summary } other
            ? $"; {other.Label}: {Of(ReportFigure.Of(summary), "roc_auc")}."
            : "; there are no other rows to judge by.";

    private static string Of(IReadOnlyList<ReportFigure> figures, string key) => FigureText.WithEnds(figures.First(figure => figure.Key == key).Interval);

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";
}
