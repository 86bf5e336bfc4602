using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>Tells copies from coincidence: how improbable it is that a row agrees with another by chance. Immutable.</summary>
/// <remarks>
/// <para>
/// A value that a share f of training rows has is worth log₂ 1/f bits, or less where it mostly goes with the value of a column before: then f is its
/// share among the rows that have that one. A row is worth the sum over the columns in which the two agree. Among n training and m test rows there
/// are n·m pairs, so coincidences are expected to be fewer than 2⁻¹⁰ when
/// </para>
/// <code>bits ≥ log₂ n + log₂ m + 10</code>
/// <para>
/// A row that is known to have an equal one is a copy, rather than one of many plain rows, from log₂ n + 7 bits on: chance gives it an equal less than once in 128 rows.
/// </para>
/// <para>Shares are taken from at most 10,000 rows, evenly spaced; so no column is worth more than 13.3 bits, however fine its numbers.</para>
/// </remarks>
internal sealed class Surprise
{
    private const int MostRows = 10_000;
    private const double SpareBits = 10;
    private const double SpareBitsOfRow = 7;

    private const int MostOnStack = 256;
    private const int MostRowsOfMany = 1_000;

    private readonly ulong[][] _sorted;
    private readonly CommonValues _common;
    private readonly int _sampleCount;

    /// <param name="pool">The rows.</param>
    /// <param name="columns">Columns that will be asked for.</param>
    /// <param name="rounding">What is compared instead of the keys themselves; null for these.</param>
    public Surprise(RowPool pool, int[] columns, RoundedKeys? rounding = null)
    {
        _sampleCount = Math.Min(MostRows, pool.TrainingCount);
        _sorted = new ulong[pool.Schema.Count][];
        _common = new CommonValues(pool, columns, rounding);
        foreach (int column in columns)
        {
            ulong[] sample = new ulong[_sampleCount];
            for (int i = 0; i < sample.Length; i++)
            {
                ulong key = pool.Keys(column)[(int)((long)i * pool.TrainingCount / _sampleCount)];
                sample[i] = rounding?.Round(column, key) ?? key;
            }

            Array.Sort(sample);
            _sorted[column] = sample;
        }
    }

    /// <summary>How many bits a pair of rows must be worth, so that not one of all pairs is expected to agree by chance.</summary>
    public static double RequiredOfPairs(int rows, int otherRows) => Logarithm.Log2(Math.Max(1, rows)) + Logarithm.Log2(Math.Max(1, otherRows)) + SpareBits;

    /// <summary>How many bits a row must be worth, so that it is not expected to find its equal among others by chance.</summary>
    private static double RequiredOfRow(int otherRows) => Logarithm.Log2(Math.Max(1, otherRows)) + SpareBitsOfRow;

    /// <summary>Whether it is worth so many bits that two rows agree in this.</summary>
    /// <param name="agreed">Columns and the keys in them, rounded where the others are.</param>
    /// <param name="required">Bits.</param>
    public bool Reaches(ReadOnlySpan<(int Column, ulong Key)> agreed, double required)
    {
        Span<double> bits = agreed.Length <= MostOnStack ? stackalloc double[agreed.Length] : new double[agreed.Length];
        for (int i = 0; i < bits.Length; i++) bits[i] = BitsOf(agreed[i].Column, agreed[i].Key);
        double sum = Sum(bits);
        if (sum < required) return false;

        // What columns say twice counts once; looked at only here, for it takes longer.
        var rows = new ulong[]?[agreed.Length];
        for (int i = 0; i < bits.Length; i++)
        {
            rows[i] = _common.RowsOf(agreed[i].Column, agreed[i].Key);
            if (rows[i] is null) continue;
            for (int known = 0; known < i; known++)
            {
                if (rows[known] is not null) bits[i] = Math.Min(bits[i], CommonValues.BitsOf(rows[i], rows[known]));
            }
        }

        return Sum(bits) >= required;
    }

    /// <summary>Whether most of some rows agree with others in all of some columns by more than chance.</summary>
    /// <param name="pool">The rows.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The rows in question; of many, a thousand are looked at.</param>
    /// <param name="otherRows">Among how many rows they have an equal.</param>
    public bool AreCopies(RowPool pool, int[] columns, IReadOnlyList<int> rows, int otherRows)
    {
        double required = RequiredOfRow(otherRows);
        var agreed = new (int, ulong)[columns.Length];
        int looked = Math.Min(MostRowsOfMany, rows.Count), copies = 0;
        for (int i = 0; i < looked; i++)
        {
            int row = rows[(int)((long)i * rows.Count / looked)];
            for (int column = 0; column < columns.Length; column++) agreed[column] = (columns[column], pool.Keys(columns[column])[row]);
            if (Reaches(agreed, required)) copies++;
        }

        return 2 * copies >= looked;
    }

    private double BitsOf(int column, ulong key)
    {
        ulong[] sorted = _sorted[column];
        int count = Bound(sorted, key, isUpper: true) - Bound(sorted, key, isUpper: false);
        return Logarithm.Log2((_sampleCount + 1.0) / (count + 1.0));
    }

    private static double Sum(ReadOnlySpan<double> bits)
    {
        double sum = 0;
        foreach (double some in bits) sum += some;
        return sum;
    }

    private static int Bound(ulong[] sorted, ulong key, bool isUpper)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < key || (isUpper && sorted[middle] == key)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
