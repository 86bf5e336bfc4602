using System.Text.Json;
using Anomaly.Detection.Explanation;
using static Anomaly.Detection.Reporting.JsonParts;

namespace Anomaly.Detection.Reporting;

/// <summary>Writes explanations as parts of JSON.</summary>
internal static class ExplanationJson
{
    /// <summary>How many rows of a global explanation are written: of more those at even steps, the first and the last among them.</summary>
    public const int MostRows = 500;

    /// <summary>How many curves of single rows are written.</summary>
    public const int MostCurves = 50;

    public static void Global(Utf8JsonWriter json, GlobalExplanation explanation)
    {
        json.WriteStartObject();
        json.WriteString("scale", ReportName.Of(explanation.Scale));
        Number(json, "base_value", explanation.BaseValue);
        json.WriteNumber("row_count", explanation.RowCount);
        int[] rows = [.. Rows(explanation.RowCount)];
        Array(json, "columns", explanation.Columns, (json, column) => Column(json, column, rows));
        json.WriteEndObject();
    }

    public static void Dependence(Utf8JsonWriter json, PartialDependence dependence)
    {
        json.WriteStartObject();
        json.WriteString("column", dependence.Column);
        json.WriteString("kind", ReportName.Of(dependence.Kind));
        json.WriteNumber("row_count", dependence.RowCount);
        Array(json, "points", dependence.Points, static (json, point) =>
        {
            json.WriteStartObject();
            Number(json, "value", point.Value);
            json.WriteString("label", point.Label);
            Number(json, "mean", point.Mean);
            json.WriteEndObject();
        });
        Array(json, "curves", [.. dependence.Curves.Take(MostCurves)], static (json, curve) => Numbers(json, curve.AsSpan()));
        json.WriteEndObject();
    }

    public static void Pair(Utf8JsonWriter json, PairDependence pair)
    {
        json.WriteStartObject();
        json.WritePropertyName("first");
        Dependence(json, pair.First);
        json.WritePropertyName("second");
        Dependence(json, pair.Second);
        Array(json, "means", pair.Means, static (json, means) => Numbers(json, means.AsSpan()));
        json.WriteEndObject();
    }

    public static void Row(Utf8JsonWriter json, ExplainedRow row)
    {
        json.WriteStartObject();
        json.WriteString("title", row.Title);
        Number(json, "probability", row.Probability);
        json.WriteString("scale", ReportName.Of(row.Breakdown.Scale));
        Number(json, "base_value", row.Breakdown.BaseValue);
        Number(json, "value", row.Breakdown.Value);
        Texts(json, "reasons", row.Reasons);
        Array(json, "contributions", row.Breakdown.Contributions, static (json, contribution) =>
        {
            json.WriteStartObject();
            json.WriteString("column", contribution.Column);
            json.WriteString("value", contribution.Value.Text);
            Number(json, "amount", contribution.Amount);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Column(Utf8JsonWriter json, ColumnEffect column, int[] rows)
    {
        json.WriteStartObject();
        json.WriteString("column", column.Column);
        json.WriteString("kind", ReportName.Of(column.Kind));
        Number(json, "mean_absolute", column.MeanAbsolute);
        Texts(json, "classes", column.Classes);
        json.WritePropertyName("values");
        Numbers(json, [.. rows.Select(row => column.Values[row])]);
        json.WritePropertyName("amounts");
        Numbers(json, [.. rows.Select(row => column.Amounts[row])]);
        json.WriteEndObject();
    }

    private static IEnumerable<int> Rows(int count) => count <= MostRows ? Enumerable.Range(0, count) : Enumerable.Range(0, MostRows).Select(i => (int)((long)i * (count - 1) / (MostRows - 1)));
}
