using Anomaly.Detection.Data;

namespace Anomaly.Detection.Auditing;

/// <summary>The cells of a table read as the columns of a schema, so that rows of two tables can be compared. Immutable.</summary>
/// <remarks>Columns are found by name; absent ones are missing. A cell that its column cannot read, such as a word where a number belongs, makes its row equal to none.</remarks>
internal sealed class ComparedCells
{
    private const ulong Spread = 0x9E3779B97F4A7C15;

    private readonly int _rowCount;

    // Per column one of the two; both are null where the table lacks the column.
    private readonly double[]?[] _numbers;
    private readonly string?[]?[] _texts;
    private readonly bool[] _isUnreadable;

    public ComparedCells(Table table, FeatureSchema schema)
    {
        _rowCount = table.RowCount;
        _numbers = new double[]?[schema.Count];
        _texts = new string?[]?[schema.Count];
        _isUnreadable = new bool[_rowCount];
        for (int column = 0; column < schema.Count; column++)
        {
            int place = table.Schema.IndexOf(schema[column].Name);
            if (place < 0) continue;
            if (schema[column].IsText) _texts[column] = ReadTexts(table, place);
            else _numbers[column] = ReadNumbers(table, place, schema[column].Kind);
        }
    }

    /// <summary>Whether every cell of a row was what its column expects.</summary>
    public bool IsReadable(int row) => !_isUnreadable[row];

    /// <summary>Whether all cells are equal; missing ones are equal to each other, and −0 is 0.</summary>
    public bool RowEquals(int row, ComparedCells other, int otherRow)
    {
        for (int column = 0; column < _numbers.Length; column++)
        {
            bool same = _texts[column] is not null || other._texts[column] is not null
                ? string.Equals(_texts[column]?[row], other._texts[column]?[otherRow], StringComparison.Ordinal)
                : NumberOf(column, row).Equals(other.NumberOf(column, otherRow));
            if (!same) return false;
        }

        return true;
    }

    /// <summary>A hash per row: equal rows have equal ones.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ulong[] HashRows(CancellationToken cancellationToken)
    {
        ulong[] hashes = new ulong[_rowCount];
        for (int column = 0; column < _numbers.Length; column++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_texts[column] is { } texts)
            {
                for (int row = 0; row < hashes.Length; row++) hashes[row] = Mix(hashes[row], texts[row] is { } text ? (uint)string.GetHashCode(text) + 1UL : 0);
            }
            else if (_numbers[column] is { } numbers)
            {
                for (int row = 0; row < hashes.Length; row++) hashes[row] = Mix(hashes[row], double.IsNaN(numbers[row]) ? 0 : BitConverter.DoubleToUInt64Bits(numbers[row]) + 1);
            }
            else
            {
                for (int row = 0; row < hashes.Length; row++) hashes[row] = Mix(hashes[row], 0);
            }
        }

        return hashes;
    }

    private double NumberOf(int column, int row) => _numbers[column] is { } numbers ? numbers[row] : double.NaN;

    private static ulong Mix(ulong hash, ulong cell)
    {
        ulong product = (hash ^ cell) * Spread;
        return product ^ (product >> 32);
    }

    private static string?[] ReadTexts(Table table, int place)
    {
        if (table.Schema[place].IsText) return table.Categorical(place).ToArray();
        string?[] texts = new string?[table.RowCount];
        for (int row = 0; row < texts.Length; row++) texts[row] = table.Value(row, place).Text;
        return texts;
    }

    private double[] ReadNumbers(Table table, int place, FeatureKind kind)
    {
        double[] numbers = new double[table.RowCount];
        for (int row = 0; row < numbers.Length; row++)
        {
            // Adding 0 turns −0 into +0: they are one number.
            if (table.Schema[place].Kind == kind) numbers[row] = table.Numeric(place)[row] + 0.0;
            else if (!TryRead(table.Value(row, place), kind, out numbers[row])) _isUnreadable[row] = true;
        }

        return numbers;
    }

    private static bool TryRead(FeatureValue value, FeatureKind kind, out double number)
    {
        try
        {
            number = (kind == FeatureKind.Timestamp ? value.ToTimestamp() : value.ToNumber()) + 0.0;
            return true;
        }
        catch (RecordFormatException)
        {
            number = double.NaN;
            return false;
        }
    }
}
