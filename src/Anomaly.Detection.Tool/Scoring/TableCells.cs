using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tool.Scoring;

/// <summary>Kept columns of CSV, all of which were read as texts.</summary>
/// <param name="table">The rows.</param>
/// <param name="places">Places of the kept columns in the table.</param>
/// <param name="names">Their names.</param>
/// <param name="areNumbers">Which of them the model reads as numbers.</param>
internal sealed class TableCells(Table table, int[] places, string[] names, bool[] areNumbers) : IKeptCells
{
    public IReadOnlyList<string> Names => names;

    public string? Text(int row, int column) => table.Categorical(places[column])[row];

    public void WriteFields(int row, Utf8JsonWriter writer)
    {
        for (int column = 0; column < places.Length; column++)
        {
            string? text = Text(row, column);
            if (text is null) writer.WriteNull(names[column]);
            else if (areNumbers[column] && NumberText.TryParse(text, out double number)) writer.WriteNumber(names[column], number);
            else writer.WriteString(names[column], text);
        }
    }
}
