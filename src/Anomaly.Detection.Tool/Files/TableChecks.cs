using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tool.Files;

/// <summary>Refuses tables that a command cannot use, with the file's name.</summary>
internal static class TableChecks
{
    private const int MostNamesShown = 20;

    /// <summary>Refuses a table that lacks a column.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="column">The column.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="ToolFailure">It is not there.</exception>
    public static void HasColumn(string path, FeatureSchema schema, string column, string option)
    {
        if (schema.IndexOf(column) >= 0) return;
        string columns = string.Join(", ", schema.Columns.Take(MostNamesShown).Select(one => RecordFormatException.Quote(one.Name)));
        throw new ToolFailure(ExitCode.BadData, $"{NamedFile.Shown(path)}: there is no column {RecordFormatException.Quote(column)}, which {option} names; the columns are {columns}{(schema.Count > MostNamesShown ? ", …" : "")}");
    }

    /// <summary>Refuses a column of texts where numbers are needed.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">Its columns.</param>
    /// <param name="column">The column; it is there.</param>
    /// <param name="option">The option that names it.</param>
    /// <param name="expected">What it is to hold: times are numbers only where these say so.</param>
    /// <exception cref="ToolFailure">It holds something else.</exception>
    public static void HasNumbers(string path, FeatureSchema schema, string column, string option, string expected)
    {
        FeatureKind kind = schema[schema.RequiredIndexOf(column)].Kind;
        if (kind == FeatureKind.Numeric || (kind == FeatureKind.Timestamp && expected.Contains("times", StringComparison.Ordinal))) return;
        throw new ToolFailure(ExitCode.BadData, $"{NamedFile.Shown(path)}: column {RecordFormatException.Quote(column)}, which {option} names, holds {(kind == FeatureKind.Timestamp ? "times" : "texts")}; expected {expected}");
    }

    /// <summary>Refuses a table whose rows are all of one class.</summary>
    /// <exception cref="ToolFailure">They are.</exception>
    public static void HasBothClasses(string path, Table table, string label)
    {
        if (table.AnomalyCount > 0 && table.AnomalyCount < table.RowCount) return;
        throw new ToolFailure(ExitCode.BadData, FormattableString.Invariant($"{NamedFile.Shown(path)}: {RecordFormatException.Quote(label)} calls {table.AnomalyCount:N0} of {table.RowCount:N0} rows anomalies; expected rows of both classes"));
    }

    /// <summary>Refuses a table without rows.</summary>
    /// <exception cref="ToolFailure">There are none.</exception>
    public static void HasRows(string path, Table table)
    {
        if (table.RowCount == 0) throw new ToolFailure(ExitCode.BadData, $"{NamedFile.Shown(path)}: a header, but no rows");
    }
}
