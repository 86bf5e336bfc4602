using Anomaly.Detection.Auditing;

namespace Anomaly.Detection.Reporting;

/// <summary>Lays out an <see cref="AuditReport"/> for a console.</summary>
internal static class AuditLayout
{
    private const string Indent = "  ";

    public static string Write(AuditReport report, int width)
    {
        List<string> lines = [.. TextTable.Wrap(AuditReportText.Head(report), width), .. TextTable.Wrap(Verdict(report), width)];
        foreach (AuditFinding finding in report.Findings)
        {
            lines.Add("");
            lines.AddRange(TextTable.Wrap($"[{ReportName.Of(finding.Severity)}] {finding.Summary}", width));
            lines.AddRange(Indented(finding.Advice, width));
            foreach (AuditExample example in finding.Examples) lines.AddRange(Indented($"- {ExampleText.Of(example)}", width));
        }

        if (!report.NotChecked.IsEmpty) lines.Add("");
        foreach (string reason in report.NotChecked) lines.AddRange(TextTable.Wrap($"not checked: {reason}", width));
        return string.Join('\n', lines);
    }

    private static string Verdict(AuditReport report)
    {
        if (report.Findings.IsEmpty) return "Nothing was found.";
        string all = FigureText.Count(report.Findings.Length, "finding", "findings");
        int severe = report.Findings.Count(finding => finding.Severity == AuditSeverity.Severe);
        return severe == 0 ? $"{all}, none severe." : $"{all}, {FigureText.Count(severe)} severe: until that is mended, figures say nothing of new rows.";
    }

    private static IEnumerable<string> Indented(string sentence, int width) => TextTable.Wrap(sentence, width - Indent.Length).Select(line => Indent + line);
}
