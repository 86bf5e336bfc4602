using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>Named columns of raw values, and a label per row where there is one. Immutable; safe to share between threads.</summary>
/// <remarks>Made by <see cref="TableBuilder"/>, <see cref="FromRows"/>, <see cref="FromRecords{T}"/>, or read from CSV by the package <c>Anomaly.Detection.Csv</c>.</remarks>
public sealed class Table
{
    // One array a column: double[] for numbers and timestamps, string?[] for texts.
    private readonly Array[] _columns;
    private readonly bool[] _isAnomaly;

    internal Table(FeatureSchema schema, Array[] columns, bool[] isAnomaly, int rowCount)
    {
        Schema = schema;
        _columns = columns;
        _isAnomaly = isAnomaly;
        RowCount = rowCount;
    }

    /// <summary>Names and kinds of the columns.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount { get; }

    /// <summary>Whether rows carry a label.</summary>
    public bool IsLabelled => _isAnomaly.Length > 0;

    /// <summary>The labels in row order, true = anomaly; empty when the table is unlabelled.</summary>
    public ReadOnlySpan<bool> IsAnomaly => _isAnomaly;

    /// <summary>The number of rows labelled as anomalies; 0 when the table is unlabelled.</summary>
    public int AnomalyCount => IsAnomaly.Count(true);

    /// <summary>The values of a numeric or timestamp column.</summary>
    /// <param name="column">Index of the column, first = 0.</param>
    /// <returns>One number per row: finite, or NaN when missing. Timestamps are seconds since 1970-01-01T00:00:00 UTC.</returns>
    /// <exception cref="ArgumentException">The column holds texts.</exception>
    public ReadOnlySpan<double> Numeric(int column) => _columns[column] as double[] ?? throw WrongKind(column, "texts, not numbers");

    /// <summary>The values of a categorical or identifier column.</summary>
    /// <param name="column">Index of the column, first = 0.</param>
    /// <returns>One text per row, null when missing.</returns>
    /// <exception cref="ArgumentException">The column holds numbers.</exception>
    public ReadOnlySpan<string?> Categorical(int column) => _columns[column] as string?[] ?? throw WrongKind(column, "numbers, not texts");

    /// <summary>One cell.</summary>
    /// <param name="row">Index of the row, first = 0.</param>
    /// <param name="column">Index of the column, first = 0.</param>
    /// <returns>The value.</returns>
    public FeatureValue Value(int row, int column)
    {
        if (_columns[column] is string?[] texts) return texts[row];
        double number = Numeric(column)[row];
        return Schema[column].Kind == FeatureKind.Timestamp ? FeatureValue.AtSeconds(number) : number;
    }

    /// <summary>One row as a record.</summary>
    /// <param name="row">Index of the row, first = 0.</param>
    /// <returns>A value for every column, missing ones included.</returns>
    public IReadOnlyDictionary<string, FeatureValue> Record(int row)
    {
        var record = new Dictionary<string, FeatureValue>(Schema.Count, StringComparer.Ordinal);
        for (int column = 0; column < Schema.Count; column++) record.Add(Schema[column].Name, Value(row, column));
        return record;
    }

    /// <summary>A new table with some of the rows, in the order given; a row may stand more than once.</summary>
    /// <param name="rows">Indexes of rows, first = 0.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row; index and number of rows are named.</exception>
    public Table Select(ReadOnlySpan<int> rows)
    {
        RowIndexes.Check(rows, RowCount);
        var columns = new Array[_columns.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = _columns[column] is double[] numbers ? Pick(numbers, rows) : Pick((string?[])_columns[column], rows);
        }

        return new Table(Schema, columns, IsLabelled ? Pick(_isAnomaly, rows) : [], rows.Length);
    }

    /// <summary>A new table without some of the columns.</summary>
    /// <param name="columns">Names of columns to leave out.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">There is no column of that name.</exception>
    public Table Without(params ReadOnlySpan<string> columns)
    {
        bool[] isLeftOut = new bool[Schema.Count];
        foreach (string name in columns) isLeftOut[Schema.RequiredIndexOf(name)] = true;
        int[] kept = [.. Enumerable.Range(0, Schema.Count).Where(column => !isLeftOut[column])];
        return new Table(new FeatureSchema(kept.Select(column => Schema[column])), [.. kept.Select(column => _columns[column])], _isAnomaly, RowCount);
    }

    /// <summary>A new table with other labels.</summary>
    /// <param name="isAnomaly">One label per row, or none for an unlabelled table.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">The number of labels is neither 0 nor the number of rows.</exception>
    public Table WithLabels(ReadOnlySpan<bool> isAnomaly)
    {
        if (isAnomaly.Length != 0 && isAnomaly.Length != RowCount) throw new ArgumentException($"{isAnomaly.Length} labels do not fit {RowCount} rows.", nameof(isAnomaly));
        return new Table(Schema, _columns, isAnomaly.ToArray(), RowCount);
    }

    /// <summary>A new table in which one column is read as another kind, as <see cref="FeatureValue"/> describes.</summary>
    /// <param name="column">Name of the column.</param>
    /// <param name="kind">The kind it is to have.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">There is no column of that name, the kind is not defined, or the column holds numbers that are to be timestamps or the reverse.</exception>
    /// <exception cref="RecordFormatException">A value is not of that kind; column and row are named.</exception>
    public Table WithKind(string column, FeatureKind kind)
    {
        if (!Enum.IsDefined(kind)) throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of column.");
        int index = Schema.RequiredIndexOf(column);
        var target = new FeatureColumn(column, kind);
        Array[] columns = [.. _columns];
        if (Schema[index].IsText && !target.IsText)
        {
            columns[index] = ReadNumbers(index, target);
        }
        else if (!Schema[index].IsText && Schema[index].Kind != kind)
        {
            if (!target.IsText) throw new ArgumentException($"Column {RecordFormatException.Quote(column)} is {Schema[index].Kind} and cannot be read as {kind}.", nameof(kind));
            string?[] texts = new string?[RowCount];
            for (int row = 0; row < texts.Length; row++) texts[row] = Value(row, index).Text;
            columns[index] = texts;
        }

        return new Table(new FeatureSchema(Schema.Columns.Select((old, i) => i == index ? target : old)), columns, _isAnomaly, RowCount);
    }

    /// <summary>Builds a table from records of one type.</summary>
    /// <typeparam name="T">The record's type.</typeparam>
    /// <param name="records">The records, one per row.</param>
    /// <param name="binder">Which fields there are, and the label if it has one.</param>
    /// <param name="kinds">Kinds that the caller declares; other columns are inferred.</param>
    /// <returns>The table.</returns>
    /// <exception cref="RecordFormatException">A value is not what its column expects.</exception>
    public static Table FromRecords<T>(IEnumerable<T> records, RecordBinder<T> binder, IReadOnlyDictionary<string, FeatureKind>? kinds = null)
    {
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(binder);
        var builder = new TableBuilder(binder.Names, kinds);
        foreach (T record in records)
        {
            for (int column = 0; column < binder.Count; column++) builder.Add(column, binder.Read(record, column));
            if (binder.HasLabel) builder.EndRow(binder.ReadLabel(record));
            else builder.EndRow();
        }

        return builder.Build();
    }

    /// <summary>Builds a table from dictionaries; a field that a row lacks is missing there.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="isAnomaly">One label per row, or nothing for an unlabelled table.</param>
    /// <param name="kinds">Kinds that the caller declares; other columns are inferred.</param>
    /// <returns>The table; its columns stand in order of first appearance.</returns>
    /// <exception cref="RecordFormatException">A value is not what its column expects.</exception>
    /// <exception cref="ArgumentException">The numbers of rows and labels differ, or a row is null.</exception>
    public static Table FromRows(
        IEnumerable<IReadOnlyDictionary<string, FeatureValue>> rows,
        ReadOnlySpan<bool> isAnomaly = default,
        IReadOnlyDictionary<string, FeatureKind>? kinds = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        IReadOnlyDictionary<string, FeatureValue>[] records = [.. rows];
        if (isAnomaly.Length != 0 && isAnomaly.Length != records.Length) throw new ArgumentException($"{isAnomaly.Length} labels do not fit {records.Length} rows.", nameof(isAnomaly));
        if (Array.IndexOf(records, null) is >= 0 and int empty) throw new ArgumentException($"Row {empty + 1} is null.", nameof(rows));
        string[] names = [.. records.SelectMany(record => record.Keys).Distinct(StringComparer.Ordinal)];
        var builder = new TableBuilder(names, kinds);
        for (int row = 0; row < records.Length; row++)
        {
            for (int column = 0; column < names.Length; column++)
            {
                builder.Add(column, records[row].TryGetValue(names[column], out FeatureValue value) ? value : FeatureValue.Missing);
            }

            if (isAnomaly.Length == 0) builder.EndRow();
            else builder.EndRow(isAnomaly[row]);
        }

        return builder.Build();
    }

    private double[] ReadNumbers(int index, FeatureColumn target)
    {
        ReadOnlySpan<string?> texts = Categorical(index);
        double[] numbers = new double[RowCount];
        for (int row = 0; row < numbers.Length; row++)
        {
            try
            {
                FeatureValue value = texts[row];
                numbers[row] = target.Kind == FeatureKind.Timestamp ? value.ToTimestamp() : value.ToNumber();
            }
            catch (RecordFormatException exception)
            {
                throw new RecordFormatException(exception.Code, exception.Problem, target.Name, row + 1, exception);
            }
        }

        return numbers;
    }

    private static T[] Pick<T>(T[] source, ReadOnlySpan<int> rows)
    {
        T[] picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++) picked[i] = source[rows[i]];
        return picked;
    }

    private ArgumentException WrongKind(int column, string holds) =>
        new(string.Create(CultureInfo.InvariantCulture, $"Column {RecordFormatException.Quote(Schema[column].Name)} is {Schema[column].Kind} and holds {holds}."), nameof(column));
}
