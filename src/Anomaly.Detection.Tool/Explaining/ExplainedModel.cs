using System.Text.Json;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Tool.Files;

namespace Anomaly.Detection.Tool.Explaining;

/// <summary>What <c>anomaly explain</c> says without a row.</summary>
/// <param name="Explanation">What the columns did to the scores of the sample.</param>
/// <param name="Top">How many columns to tell.</param>
internal sealed record ExplainedModel(GlobalExplanation Explanation, int Top)
{
    private const int LeastWidth = 50;

    /// <summary>For people: a bar a column.</summary>
    public string ToText(int width) =>
        FormattableString.Invariant($"what drives the model, on {Explanation.RowCount:N0} {(Explanation.RowCount == 1 ? "row" : "rows")}: the mean size of each column's contribution\n{Explanation.ToText(Math.Max(LeastWidth, width), Top)}");

    /// <summary>For machines.</summary>
    public void WriteJson(Stream destination)
    {
        using var json = new Utf8JsonWriter(destination);
        json.WriteStartObject();
        json.WriteNumber("row_count", Explanation.RowCount);
        json.WriteString("scale", JsonFigures.Spelled(Explanation.Scale));
        json.WriteNumber("base_value", Explanation.BaseValue);
        json.WriteStartArray("columns");
        foreach (ColumnEffect column in Explanation.Columns.Take(Top))
        {
            json.WriteStartObject();
            json.WriteString("column", column.Column);
            json.WriteString("kind", JsonFigures.Spelled(column.Kind));
            json.WriteNumber("mean_absolute", column.MeanAbsolute);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
