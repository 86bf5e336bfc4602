using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>The rows of a training table, then those of a test table, every cell as one whole number: equal cells of a column have equal keys, others different ones. Immutable.</summary>
/// <remarks>
/// The columns are the training table's; the test's are found by name, and absent ones are missing. A cell that its column cannot read, such as a
/// word where a number belongs, makes its row equal to none. Keys are exact: of a number its bits, of a text its place among the texts of the column.
/// </remarks>
internal sealed class RowPool
{
    /// <summary>The key of a missing cell.</summary>
    public const ulong Missing = 0;

    private readonly ulong[][] _keys;
    private readonly bool[] _isUnreadable;
    private readonly int[] _textCounts;

    private RowPool(Table training, Table? test)
    {
        Schema = training.Schema;
        TrainingCount = training.RowCount;
        RowCount = training.RowCount + (test?.RowCount ?? 0);
        _keys = new ulong[Schema.Count][];
        _isUnreadable = new bool[RowCount];
        _textCounts = new int[Schema.Count];
    }

    /// <summary>The columns.</summary>
    public FeatureSchema Schema { get; }

    /// <summary>Rows of the training table; those of the test follow.</summary>
    public int TrainingCount { get; }

    /// <summary>All rows.</summary>
    public int RowCount { get; }

    /// <summary>Reads two tables, or one.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static RowPool Of(Table training, Table? test, int threads, CancellationToken cancellationToken)
    {
        var pool = new RowPool(training, test);
        Crew.Run(pool.Schema.Count, threads, _ => column => pool.Read(column, training, test), cancellationToken);
        return pool;
    }

    /// <summary>The keys of a column, one a row.</summary>
    public ReadOnlySpan<ulong> Keys(int column) => _keys[column];

    /// <summary>How many different texts a column holds, in both tables; 0 for a column of numbers.</summary>
    public int TextCount(int column) => _textCounts[column];

    /// <summary>Whether every cell of a row was what its column expects.</summary>
    public bool IsReadable(int row) => !_isUnreadable[row];

    /// <summary>The number behind a key of a column of numbers; NaN when missing.</summary>
    public static double NumberOf(ulong key) => key == Missing ? double.NaN : BitConverter.UInt64BitsToDouble(key - 1);

    /// <summary>What a cell adds to the hash of its row. Hashes are sums, so that a column can be taken out again.</summary>
    public static ulong Term(int column, ulong key)
    {
        // The finisher of SplitMix64 (Steele, Lea and Flood, 2014), begun elsewhere for every column.
        ulong mixed = key + ((ulong)(column + 1) * 0x9E3779B97F4A7C15);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>Whether two rows agree in some columns.</summary>
    public bool AreEqual(int row, int other, ReadOnlySpan<int> columns)
    {
        foreach (int column in columns)
        {
            if (_keys[column][row] != _keys[column][other]) return false;
        }

        return true;
    }

    private static ulong KeyOf(double number) => double.IsNaN(number) ? Missing : BitConverter.DoubleToUInt64Bits(number + 0.0) + 1; // Adding 0 turns −0 into +0: they are one number.

    private void Read(int column, Table training, Table? test)
    {
        ulong[] keys = new ulong[RowCount];
        _keys[column] = keys;
        if (Schema[column].IsText)
        {
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            ReadTexts(training, column, keys.AsSpan(0, TrainingCount), places);
            ReadTexts(test, column, keys.AsSpan(TrainingCount), places);
            _textCounts[column] = places.Count;
        }
        else
        {
            ReadNumbers(training, column, 0);
            ReadNumbers(test, column, TrainingCount);
        }
    }

    private void ReadTexts(Table? table, int column, Span<ulong> keys, Dictionary<string, int> places)
    {
        int place = table?.Schema.IndexOf(Schema[column].Name) ?? -1;
        if (place < 0) return;
        ReadOnlySpan<string?> texts = table!.Schema[place].IsText ? table.Categorical(place) : [];
        for (int row = 0; row < keys.Length; row++)
        {
            string? text = texts.IsEmpty ? table.Value(row, place).Text : texts[row];
            if (text is null) continue;
            if (!places.TryGetValue(text, out int known)) places.Add(text, known = places.Count);
            keys[row] = (ulong)known + 1;
        }
    }

    private void ReadNumbers(Table? table, int column, int first)
    {
        int place = table?.Schema.IndexOf(Schema[column].Name) ?? -1;
        if (place < 0) return;
        bool isSameKind = table!.Schema[place].Kind == Schema[column].Kind;
        ReadOnlySpan<double> numbers = isSameKind ? table.Numeric(place) : [];
        for (int row = 0; row < table.RowCount; row++)
        {
            double number;
            if (isSameKind) number = numbers[row];
            else if (!TryRead(table.Value(row, place), Schema[column].Kind, out number)) Volatile.Write(ref _isUnreadable[first + row], true);
            _keys[column][first + row] = KeyOf(number);
        }
    }

    private static bool TryRead(FeatureValue value, FeatureKind kind, out double number)
    {
        try
        {
            number = kind == FeatureKind.Timestamp ? value.ToTimestamp() : value.ToNumber();
            return true;
        }
        catch (RecordFormatException)
        {
            number = double.NaN;
            return false;
        }
    }
}
