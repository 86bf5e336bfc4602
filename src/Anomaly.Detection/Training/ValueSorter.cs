using System.Runtime.CompilerServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Makes the histogram of a feature from the values of a few rows, by sorting them.</summary>
internal sealed class ValueSorter
{
    /// <summary>Nodes of at most so many rows are sorted.</summary>
    public const int MostRows = 64;

    // Up to here, inserting beats the platform's sort.
    private const int WorthInserting = 32;

    private readonly ulong[] _keys = new ulong[MostRows];

    /// <summary>Fills the histogram.</summary>
    /// <param name="histogram">Receives the counts; places are those of <see cref="FloatOrder"/>.</param>
    /// <param name="column">Value by row of the table.</param>
    /// <param name="rows">The node's rows, at most <see cref="MostRows"/>.</param>
    /// <param name="codes">Draws and label of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(PackedHistogram histogram, ReadOnlySpan<float> column, ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes)
    {
        ReadOnlySpan<ulong> countsOf = RowCode.Counts;
        Span<ulong> keys = _keys;
        int count = 0;
        ulong missing = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            float value = column[rows[i]];
            if (float.IsNaN(value)) missing += countsOf[codes[i]];
            else keys[count++] = ((ulong)FloatOrder.KeyOf(value) << 32) | codes[i];
        }

        histogram.Missing = missing;
        keys = keys[..count];
        if (count <= WorthInserting) Insert(keys);
        else keys.Sort();
        int[] places = histogram.Places;
        ulong[] counts = histogram.Counts;
        int next = -1;
        uint last = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            uint key = (uint)(keys[i] >> 32);
            if (next < 0 || key != last)
            {
                last = key;
                places[++next] = FloatOrder.PlaceOf(key);
                counts[next] = 0;
            }

            counts[next] += countsOf[(byte)keys[i]];
        }

        histogram.Count = next + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Insert(Span<ulong> keys)
    {
        for (int i = 1; i < keys.Length; i++)
        {
            ulong key = keys[i];
            int hole = i;
            for (; hole > 0 && keys[hole - 1] > key; hole--) keys[hole] = keys[hole - 1];
            keys[hole] = key;
        }
    }
}
