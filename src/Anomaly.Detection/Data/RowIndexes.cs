namespace Anomaly.Detection.Data;

/// <summary>Indexes of rows that a caller gives.</summary>
internal static class RowIndexes
{
    /// <exception cref="ArgumentOutOfRangeException">An index is no row.</exception>
    public static void Check(ReadOnlySpan<int> rows, int rowCount)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if ((uint)rows[i] >= (uint)rowCount) throw new ArgumentOutOfRangeException(nameof(rows), rows[i], $"Index {i} is no row; there are {rowCount} rows, the first is 0.");
        }
    }
}
