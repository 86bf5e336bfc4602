using System.Collections.Immutable;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Preprocessing;

/// <summary>The cells of a table, column by column of a schema: numbers as they are, texts as class codes, NaN where a column is not there.</summary>
internal sealed class TableCells
{
    private readonly Table _table;
    private readonly ImmutableArray<LabelEncoder?> _labelEncoders;

    // Per column of the schema: where it stands in the table, or −1 when it is to be read as missing.
    private readonly int[] _places;
    private readonly double[]?[] _codes;
    private double[]? _missing;

    public TableCells(Table table, FeatureSchema schema, ImmutableArray<LabelEncoder?> labelEncoders)
    {
        _table = table;
        _labelEncoders = labelEncoders;
        _codes = new double[schema.Count][];
        _places = new int[schema.Count];
        for (int column = 0; column < _places.Length; column++) _places[column] = PlaceOf(schema[column]);
    }

    public ReadOnlySpan<double> Column(int column)
    {
        int place = _places[column];
        if (place < 0) return _missing ??= AllMissing();
        if (_labelEncoders[column] is not { } encoder) return _table.Numeric(place);
        return _codes[column] ??= Codes(_table.Categorical(place), encoder);
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

    private double[] AllMissing()
    {
        double[] missing = new double[_table.RowCount];
        Array.Fill(missing, double.NaN);
        return missing;
    }

    private int PlaceOf(FeatureColumn expected)
    {
        int place = _table.Schema.IndexOf(expected.Name);
        if (place < 0 || expected.Kind == FeatureKind.Identifier) return -1;
        FeatureKind kind = _table.Schema[place].Kind;
        if (kind == expected.Kind) return place;

        // Whatever the kind of a column without a single value was taken for, nothing in it can be misread.
        if (IsWhollyMissing(place)) return -1;
        throw new ArgumentException($"Column {RecordFormatException.Quote(expected.Name)} is {kind} in this table, but was {expected.Kind} at training; declare its kind when the table is read, or use Table.WithKind.");
    }

    private bool IsWhollyMissing(int place)
    {
        if (_table.Schema[place].IsText)
        {
            foreach (string? text in _table.Categorical(place))
            {
                if (text is not null) return false;
            }
        }
        else
        {
            foreach (double number in _table.Numeric(place))
            {
                if (!double.IsNaN(number)) return false;
            }
        }

        return true;
    }
}
