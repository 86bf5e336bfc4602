namespace Anomaly.Detection.Auditing;

/// <summary>The report of an audit for people.</summary>
internal static class AuditReportText
{
    /// <summary>What was looked at, then two lines a finding, then what was not checked.</summary>
    public static string Write(AuditReport report)
    {
        var lines = new List<string> { Head(report) };
        foreach (AuditFinding finding in report.Findings)
        {
            lines.Add($"{finding.Severity}: {finding.Summary}");
            lines.Add($"    {finding.Advice}");
        }

        if (report.Findings.IsEmpty) lines.Add("Nothing was found.");
        lines.AddRange(report.NotChecked.Select(reason => $"Not checked: {reason}"));
        return string.Join('\n', lines);
    }

    /// <summary>What was looked at, as a sentence.</summary>
    public static string Head(AuditReport report) =>
        $"Audit of {Rows(report.TrainingRowCount, "training", report.TrainingAnomalyCount)}{(report.TestRowCount is { } test ? $" and {Rows(test, "test", report.TestAnomalyCount)}" : "")}.";

    private static string Rows(int count, string table, int? anomalies) =>
        $"{AuditText.Count(count, $"{table} row")} ({(anomalies is { } known ? $"{AuditText.Count(known)} {(known == 1 ? "anomaly" : "anomalies")}" : "unlabelled")})";
}
