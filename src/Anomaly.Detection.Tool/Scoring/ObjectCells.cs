using System.Text.Json;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Kept fields of JSON objects.</summary>
/// <param name="objects">The objects, one a row.</param>
/// <param name="names">Fields to keep; where all are kept those of the first object of the file.</param>
/// <param name="areAll">Whether all are kept.</param>
/// <param name="lines">Where the objects stand.</param>
internal sealed class ObjectCells(JsonElement[] objects, string[] names, bool areAll, JsonLines lines) : IKeptCells
{
    public IReadOnlyList<string> Names => names;

    public string? Text(int row, int column)
    {
        // CSV names its columns once, so that a field which comes later has no place.
        if (areAll && column == 0) CheckFields(row);
        if (!objects[row].TryGetProperty(names[column], out JsonElement value)) return null;
        return value.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => value.GetString(),
            _ => value.GetRawText(),
        };
    }

    public void WriteFields(int row, Utf8JsonWriter writer)
    {
        if (areAll)
        {
            foreach (JsonProperty field in objects[row].EnumerateObject())
            {
                ScoreFields.CheckFree([field.Name], ScoreFields.Objects);
                field.WriteTo(writer);
            }

            return;
        }

        foreach (string name in names)
        {
            if (!objects[row].TryGetProperty(name, out JsonElement value)) continue;
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    private void CheckFields(int row)
    {
        foreach (JsonProperty field in objects[row].EnumerateObject())
        {
            if (Array.IndexOf(names, field.Name) >= 0) continue;
            throw new RecordFormatException("unexpected-field", "the field is not in the first line, so that the CSV has no column for it; name the columns in --keep", field.Name, line: lines.Lines[row].Number);
        }
    }
}
