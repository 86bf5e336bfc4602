using Anomaly.Detection.Data;

namespace Quickstart;

/// <summary>Finds test rows that are training rows: there a model remembers, it does not judge.</summary>
internal static class RepeatedRows
{
    /// <summary>The number of test rows whose cells all equal those of one training row; labels are not compared.</summary>
    public static int Count(Table training, Table test)
    {
        string[] columns = [.. training.Schema.Columns.Select(column => column.Name)];
        HashSet<string> known = [.. Cells(training, columns)];
        return Cells(test, columns).Count(known.Contains);
    }

    private static IEnumerable<string> Cells(Table table, string[] columns)
    {
        int[] places = [.. columns.Select(table.Schema.IndexOf)];
        for (int row = 0; row < table.RowCount; row++) yield return string.Join('\u001f', places.Select(column => table.Value(row, column)));
    }
}
