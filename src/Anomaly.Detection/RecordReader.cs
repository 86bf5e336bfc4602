using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Reads records of every form as the cells of an encoder. Immutable; safe to share between threads without a lock.</summary>
internal sealed class RecordReader(FeatureEncoder encoder, bool isStrict)
{
    private readonly BoundColumns _boundColumns = new(encoder.Schema, isStrict);

    /// <summary>The way of JSON.</summary>
    public JsonRecordReader Json { get; } = new(encoder, isStrict);

    /// <summary>Reads values.</summary>
    /// <param name="record">Values by name of column.</param>
    /// <param name="cells">Receives one cell per column; NaN where a field is absent.</param>
    /// <exception cref="RecordFormatException">A value is not what its column expects, or, in strict mode, a field is no column.</exception>
    public void Read(IReadOnlyDictionary<string, FeatureValue> record, Span<double> cells)
    {
        int found = encoder.ReadCells(record, cells);
        if (isStrict) StrictFields.Check(record, found, encoder.Schema);
    }

    /// <summary>Reads boxed values.</summary>
    /// <inheritdoc cref="Read(IReadOnlyDictionary{string, FeatureValue}, Span{double})"/>
    public void Read(IReadOnlyDictionary<string, object?> record, Span<double> cells)
    {
        cells.Fill(double.NaN);
        int found = 0;
        for (int column = 0; column < cells.Length; column++)
        {
            string name = encoder.Schema[column].Name;
            if (!record.TryGetValue(name, out object? value)) continue;
            cells[column] = encoder.ReadCell(column, Convert(value, name));
            found++;
        }

        if (isStrict) StrictFields.Check(record, found, encoder.Schema);
    }

    /// <summary>Reads a typed record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="binder">Which fields it has.</param>
    /// <param name="cells">Receives one cell per column; NaN where a field is absent.</param>
    /// <exception cref="RecordFormatException">A value is not what its column expects, or, in strict mode, a field is no column.</exception>
    public void Read<T>(T record, RecordBinder<T> binder, Span<double> cells)
    {
        ReadOnlySpan<int> columns = _boundColumns.Of(binder);
        cells.Fill(double.NaN);
        for (int field = 0; field < columns.Length; field++)
        {
            if (columns[field] is >= 0 and int column) cells[column] = encoder.ReadCell(column, binder.Read(record, field));
        }
    }

    /// <summary>Looks at a table's columns, which in strict mode must all be the model's.</summary>
    /// <exception cref="RecordFormatException">In strict mode, a column is not the model's.</exception>
    public void CheckColumns(Table table)
    {
        if (isStrict) StrictFields.Check(table.Schema.Columns.Select(column => column.Name), encoder.Schema);
    }

    private static FeatureValue Convert(object? value, string column)
    {
        try
        {
            return FeatureValue.FromObject(value);
        }
        catch (RecordFormatException exception)
        {
            throw new RecordFormatException(exception.Code, exception.Problem, column, row: null, exception);
        }
    }
}
