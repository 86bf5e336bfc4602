using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>Writes the contributions of a global explanation as CSV, a line per row and column.</summary>
internal static class ContributionsCsv
{
    private const string Header = "row,column,value,contribution,scale,base_value";

    public static void Write(GlobalExplanation? explanation, TextWriter writer)
    {
        writer.Write(Header + CsvCell.LineEnd);
        if (explanation is null) return;
        string scale = ReportName.Of(explanation.Scale), baseValue = CsvCell.Number(explanation.BaseValue);
        for (int row = 0; row < explanation.RowCount; row++)
        {
            foreach (ColumnEffect column in explanation.Columns)
            {
                string[] cells = [CsvCell.Count(row), CsvCell.Text(column.Column), Value(column, row), CsvCell.Number(column.Amounts[row]), scale, baseValue];
                writer.Write(string.Join(',', cells) + CsvCell.LineEnd);
            }
        }
    }

    // A number is none that a spreadsheet runs, also below 0.
    private static string Value(ColumnEffect column, int row)
    {
        double value = column.Values[row];
        if (column.Kind == FeatureKind.Numeric || double.IsNaN(value)) return CsvCell.Number(value);
        return CsvCell.Text(ValueText.Of(column, value));
    }
}
