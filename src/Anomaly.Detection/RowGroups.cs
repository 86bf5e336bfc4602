using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>Reads from a column which rows belong together.</summary>
internal static class RowGroups
{
    /// <summary>The group of each row: rows with the same cell have the same number, and a row whose cell is missing has one of its own.</summary>
    /// <exception cref="ArgumentException">There is no column of that name.</exception>
    public static int[] Of(Table table, string column)
    {
        int index = table.Schema.RequiredIndexOf(column);
        if (table.Schema[index].IsText) return GroupedRows.Number(table.Categorical(index), out _);

        // Adding 0 turns −0 into 0.
        ReadOnlySpan<double> numbers = table.Numeric(index);
        string?[] names = new string?[numbers.Length];
        for (int row = 0; row < names.Length; row++) names[row] = double.IsNaN(numbers[row]) ? null : NumberText.Format(numbers[row] + 0.0);
        return GroupedRows.Number(names, out _);
    }
}
