using System.Numerics;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>Which rows of a sample hold the values that occur often in it, as bits; tells how much a value says where another is known. Immutable.</summary>
internal sealed class CommonValues
{
    private const int MostRows = 4_096;
    private const int FewestRows = 8;
    private const int FewestKnownRows = 32;

    private readonly Dictionary<ulong, ulong[]>[] _rowsOf;

    /// <param name="pool">The rows.</param>
    /// <param name="columns">Columns that will be asked for.</param>
    /// <param name="rounding">What is compared instead of the keys themselves; null for these.</param>
    public CommonValues(RowPool pool, int[] columns, RoundedKeys? rounding)
    {
        int sampleCount = Math.Min(MostRows, pool.TrainingCount);
        _rowsOf = new Dictionary<ulong, ulong[]>[pool.Schema.Count];
        foreach (int column in columns)
        {
            ulong[] keys = new ulong[sampleCount];
            for (int i = 0; i < keys.Length; i++)
            {
                ulong key = pool.Keys(column)[(int)((long)i * pool.TrainingCount / sampleCount)];
                keys[i] = rounding?.Round(column, key) ?? key;
            }

            _rowsOf[column] = Group(keys);
        }
    }

    /// <summary>The rows that hold a value; null where they are too few to say anything.</summary>
    public ulong[]? RowsOf(int column, ulong key) => _rowsOf[column].GetValueOrDefault(key);

    /// <summary>log₂ 1/f, f being the share of the rows with a known value that have another one, too.</summary>
    /// <param name="rows">Rows that hold the value in question.</param>
    /// <param name="known">Rows that hold the known one.</param>
    /// <returns>At least 0; infinite where the known value is too rare to go by.</returns>
    public static double BitsOf(ReadOnlySpan<ulong> rows, ReadOnlySpan<ulong> known)
    {
        int both = 0, all = 0;
        for (int word = 0; word < known.Length; word++)
        {
            both += BitOperations.PopCount(rows[word] & known[word]);
            all += BitOperations.PopCount(known[word]);
        }

        return all < FewestKnownRows ? double.PositiveInfinity : Logarithm.Log2((all + 1.0) / (both + 1.0));
    }

    private static Dictionary<ulong, ulong[]> Group(ulong[] keys)
    {
        var counts = new Dictionary<ulong, int>();
        foreach (ulong key in keys) counts[key] = counts.GetValueOrDefault(key) + 1;
        var rowsOf = new Dictionary<ulong, ulong[]>();
        for (int row = 0; row < keys.Length; row++)
        {
            if (counts[keys[row]] < FewestRows) continue;
            if (!rowsOf.TryGetValue(keys[row], out ulong[]? rows)) rowsOf.Add(keys[row], rows = new ulong[(keys.Length + 63) / 64]);
            rows[row >> 6] |= 1UL << row;
        }

        return rowsOf;
    }
}
