using Anomaly.Detection.Data;

namespace Anomaly.Detection.Preprocessing;

/// <summary>The cells of a table for the columns of a schema, by column or by row: numbers as they are, texts as class codes, NaN where a column is not there.</summary>
/// <remarks>
/// A column that has another kind in the table than in the schema, such as category codes in a file of digits only, is read value by value
/// as the same record would be: what fits is used, what does not is refused. Rows may be read by several threads at once, columns may not.
/// </remarks>
internal sealed class TableCells
{
    private readonly Table _table;
    private readonly CellReader _reader;
    private readonly Source[] _sources;
    private readonly double[]?[] _cells;
    private double[]? _missing;

    public TableCells(Table table, CellReader reader)
    {
        _table = table;
        _reader = reader;
        _sources = [.. reader.Schema.Columns.Select(SourceOf)];
        _cells = new double[_sources.Length][];
    }

    private enum Way
    {
        Missing,
        Number,
        Code,
        Value,
    }

    /// <summary>All cells of a column.</summary>
    /// <exception cref="RecordFormatException">A value is not what the schema expects; column and row are named.</exception>
    public ReadOnlySpan<double> Column(int column) => _sources[column].Way switch
    {
        Way.Number => _table.Numeric(_sources[column].Place),
        Way.Missing => _missing ??= Read(column),
        _ => _cells[column] ??= Read(column),
    };

    /// <summary>Reads one row.</summary>
    /// <param name="row">Index of the row, first = 0.</param>
    /// <param name="cells">Receives one cell per column of the schema.</param>
    /// <exception cref="RecordFormatException">A value is not what the schema expects; the column is named.</exception>
    public void ReadRow(int row, Span<double> cells)
    {
        for (int column = 0; column < cells.Length; column++) cells[column] = Cell(row, column);
    }

    private double[] Read(int column)
    {
        double[] cells = new double[_table.RowCount];
        int row = 0;
        try
        {
            for (; row < cells.Length; row++) cells[row] = Cell(row, column);
        }
        catch (RecordFormatException exception)
        {
            throw exception.AtRow(row + 1);
        }

        return cells;
    }

    private double Cell(int row, int column)
    {
        Source source = _sources[column];
        return source.Way switch
        {
            Way.Number => _table.Numeric(source.Place)[row],
            Way.Code => CodeOf(_table.Categorical(source.Place)[row], _reader.ClassesOf(column)!),
            Way.Value => _reader.Read(column, _table.Value(row, source.Place)),
            _ => double.NaN,
        };
    }

    private static double CodeOf(string? text, LabelEncoder classes)
    {
        int code = text is null ? LabelEncoder.Unseen : classes.Encode(text);
        return code >= 0 ? code : double.NaN;
    }

    private Source SourceOf(FeatureColumn expected, int column)
    {
        int place = _table.Schema.IndexOf(expected.Name);
        if (place < 0 || expected.Kind == FeatureKind.Identifier) return new Source(Way.Missing, place);
        FeatureColumn found = _table.Schema[place];
        if (_reader.ClassesOf(column) is not null && found.IsText) return new Source(Way.Code, place);
        return new Source(found.Kind == expected.Kind ? Way.Number : Way.Value, place);
    }

    private readonly record struct Source(Way Way, int Place);
}
