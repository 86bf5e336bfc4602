using System.Text.Json;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Cells of the input that are copied through.</summary>
internal interface IKeptCells
{
    /// <summary>Names of the kept columns, for CSV.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>A cell as the text that stands in the input; null when missing.</summary>
    string? Text(int row, int column);

    /// <summary>Writes a row's kept cells as fields of the object that is being written.</summary>
    void WriteFields(int row, Utf8JsonWriter writer);
}
