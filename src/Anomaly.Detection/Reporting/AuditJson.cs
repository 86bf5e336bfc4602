using System.Text.Json;
using Anomaly.Detection.Auditing;
using static Anomaly.Detection.Reporting.JsonParts;

namespace Anomaly.Detection.Reporting;

/// <summary>Writes an <see cref="AuditReport"/> as JSON.</summary>
internal static class AuditJson
{
    /// <summary>One object.</summary>
    public static void Write(Utf8JsonWriter json, AuditReport audit)
    {
        json.WriteStartObject();
        json.WriteBoolean("has_severe", audit.HasSevere);
        Count(json, "training_row_count", audit.TrainingRowCount);
        Count(json, "training_anomaly_count", audit.TrainingAnomalyCount);
        Count(json, "test_row_count", audit.TestRowCount);
        Count(json, "test_anomaly_count", audit.TestAnomalyCount);
        Array(json, "findings", audit.Findings, Finding);
        Texts(json, "not_checked", audit.NotChecked);
        json.WriteEndObject();
    }

    private static void Finding(Utf8JsonWriter json, AuditFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("check", ReportName.Of(finding.Check));
        json.WriteString("severity", ReportName.Of(finding.Severity));
        json.WriteString("summary", finding.Summary);
        json.WriteString("advice", finding.Advice);
        json.WriteNumber("count", finding.Count);
        Texts(json, "columns", finding.Columns);
        Array(json, "examples", finding.Examples, Example);
        json.WriteNumber("test_row_count", finding.TestRows.Length);
        json.WriteEndObject();
    }

    private static void Example(Utf8JsonWriter json, AuditExample example)
    {
        json.WriteStartObject();
        Count(json, "training_row", example.TrainingRow);
        Count(json, "test_row", example.TestRow);
        json.WriteString("text", example.Text);
        json.WriteEndObject();
    }
}
