using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>Lays out explanations for a console.</summary>
internal static class ExplanationText
{
    private const int MostColumns = 12;
    private const int BarLength = 24;

    /// <summary>What drives the scores: the columns by the mean size of what they added.</summary>
    public static TextTable Columns(GlobalExplanation explanation)
    {
        ColumnEffect[] shown = [.. explanation.Columns.Take(MostColumns)];
        return Bars([.. shown.Select(column => column.Column)], [.. shown.Select(column => column.MeanAbsolute)]);
    }

    /// <summary>A row and its reasons.</summary>
    public static IEnumerable<string> Row(ExplainedRow row)
    {
        yield return $"{row.Title}: probability {FigureText.Share(row.Probability)}";
        foreach (string reason in row.Reasons) yield return $"- {reason}";
    }

    /// <summary>Names, numbers, and bars as long as the numbers are great.</summary>
    public static TextTable Bars(IReadOnlyList<string> names, IReadOnlyList<double> values)
    {
        double greatest = values.Max();
        var table = new TextTable();
        table.AddNames("", names);
        table.Add("", values.Select(FigureText.Share), isNumber: true);
        table.Add("", values.Select(value => new string('#', greatest > 0 ? (int)Math.Round(Math.Max(value, 0) / greatest * BarLength) : 0)), isNumber: false);
        return table;
    }
}
