using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>What was usual in a table of training: how the values of its columns were spread over the normal rows. Immutable; equal where all counts are.</summary>
/// <remarks>It holds values of the table: up to <see cref="ValueSpread.MostExact"/> a column, its least and greatest among them.</remarks>
public sealed class TableBaseline : IEquatable<TableBaseline>
{
    /// <summary>Makes a baseline of its columns.</summary>
    /// <param name="columns">One per column of the table; null where there is none to tell of, as for identifiers.</param>
    /// <param name="rowCount">How many rows were looked at, at least 1.</param>
    /// <param name="isOfNormalRows">Whether they were those labelled normal.</param>
    /// <exception cref="ArgumentException">There are no rows, or a column has another number of them; it is named by its place.</exception>
    public TableBaseline(ImmutableArray<ColumnBaseline?> columns, int rowCount, bool isOfNormalRows)
    {
        if (columns.IsDefault) throw new ArgumentException("There are no columns.", nameof(columns));
        if (rowCount < 1) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A baseline of {rowCount} rows tells nothing; there must be at least 1."), nameof(rowCount));
        for (int column = 0; column < columns.Length; column++)
        {
            long rows = columns[column] is { } baseline ? (long)baseline.MissingCount + baseline.PresentCount : rowCount;
            if (rows != rowCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The baseline of column {column} (first = 0) is of {rows} rows, but that of the table of {rowCount}."), nameof(columns));
        }

        Columns = columns;
        RowCount = rowCount;
        IsOfNormalRows = isOfNormalRows;
    }

    /// <summary>One per column of the table; null for identifiers and for columns that feed no feature.</summary>
    public ImmutableArray<ColumnBaseline?> Columns { get; }

    /// <summary>How many rows were looked at.</summary>
    public int RowCount { get; }

    /// <summary>Whether the rows are those labelled normal: true where there were labels and a row was normal. False: all rows.</summary>
    public bool IsOfNormalRows { get; }

    /// <summary>What sentences call the rows: <c>normal rows</c>, or <c>training rows</c> where they are all.</summary>
    /// <param name="noun">What a row is, in the plural.</param>
    /// <returns>The noun with its adjective.</returns>
    public string Among(string noun)
    {
        ArgumentException.ThrowIfNullOrEmpty(noun);
        return (IsOfNormalRows ? "normal " : "training ") + noun;
    }

    /// <summary>Whether both have the same counts of the same rows.</summary>
    /// <inheritdoc/>
    public bool Equals(TableBaseline? other) =>
        other is not null && RowCount == other.RowCount && IsOfNormalRows == other.IsOfNormalRows && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TableBaseline);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RowCount, IsOfNormalRows, Columns.Length);
}
