using Anomaly.Detection.Data;

namespace Anomaly.Detection.Preprocessing;

/// <summary>The cells of a table, column by column of a schema: numbers as they are, texts as class codes, NaN where a column is not there.</summary>
/// <remarks>
/// A column that has another kind in the table than in the schema, such as category codes in a file of digits only, is read value by value
/// as the same record would be: what fits is used, what does not is refused.
/// </remarks>
internal sealed class TableCells(Table table, CellReader reader)
{
    private readonly double[]?[] _cells = new double[reader.Schema.Count][];
    private double[]? _missing;

    /// <summary>All cells of a column.</summary>
    /// <exception cref="RecordFormatException">A value is not what the schema expects; column and row are named.</exception>
    public ReadOnlySpan<double> Column(int column)
    {
        FeatureColumn expected = reader.Schema[column];
        int place = table.Schema.IndexOf(expected.Name);
        if (place < 0 || expected.Kind == FeatureKind.Identifier) return _missing ??= AllMissing();
        FeatureColumn found = table.Schema[place];
        if (reader.ClassesOf(column) is { } classes && found.IsText) return _cells[column] ??= Codes(table.Categorical(place), classes);
        return found.Kind == expected.Kind ? table.Numeric(place) : _cells[column] ??= Read(column, place);
    }

    private static double[] Codes(ReadOnlySpan<string?> texts, LabelEncoder encoder)
    {
        double[] codes = new double[texts.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            int code = texts[row] is { } text ? encoder.Encode(text) : LabelEncoder.Unseen;
            codes[row] = code >= 0 ? code : double.NaN;
        }

        return codes;
    }

    private double[] Read(int column, int place)
    {
        double[] cells = new double[table.RowCount];
        for (int row = 0; row < cells.Length; row++)
        {
            try
            {
                cells[row] = reader.Read(column, table.Value(row, place));
            }
            catch (RecordFormatException exception)
            {
                throw exception.AtRow(row + 1);
            }
        }

        return cells;
    }

    private double[] AllMissing()
    {
        double[] missing = new double[table.RowCount];
        Array.Fill(missing, double.NaN);
        return missing;
    }
}
