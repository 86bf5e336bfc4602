using System.Text.Json;

namespace Anomaly.Detection.Reporting;

/// <summary>Writes a <see cref="ComparisonReport"/> as a part of JSON.</summary>
internal static class ComparisonJson
{
    public static void Write(Utf8JsonWriter json, ComparisonReport comparison)
    {
        json.WriteStartObject();
        JsonParts.Number(json, "confidence", comparison.Confidence ?? double.NaN);
        JsonParts.Array(json, "rows", comparison.Rows, Row);
        json.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter json, ComparisonRow row)
    {
        json.WriteStartObject();
        json.WriteString("model_name", row.ModelName);
        json.WriteString("test_set", row.TestSet);
        json.WriteString("source", ReportName.Of(row.Source));
        json.WriteBoolean("is_performance", row.IsPerformance);
        json.WriteNumber("row_count", row.RowCount);
        json.WriteNumber("anomaly_count", row.AnomalyCount);
        json.WriteNumber("repeated_rows", row.RepeatedRows);
        JsonParts.Number(json, "threshold", row.Threshold);
        json.WritePropertyName("confusion");
        JsonParts.Confusion(json, row.Confusion);
        foreach (ComparisonMetric metric in Enum.GetValues<ComparisonMetric>())
        {
            json.WriteStartObject(ReportName.Of(metric));
            JsonParts.Interval(json, row.Of(metric));
            json.WriteEndObject();
        }

        JsonParts.Number(json, "fit_seconds", row.FitSeconds);
        JsonParts.Number(json, "score_seconds", row.ScoreSeconds);
        JsonParts.Texts(json, "notes", row.Notes);
        json.WriteEndObject();
    }
}
