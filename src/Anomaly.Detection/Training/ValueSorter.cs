using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Makes the histogram of a feature from the values of a few rows, by sorting them.</summary>
internal sealed class ValueSorter
{
    /// <summary>Nodes of at most so many rows are sorted.</summary>
    public const int MostRows = 64;

    private readonly ulong[] _keys = new ulong[MostRows];

    /// <summary>Fills the histogram.</summary>
    /// <param name="histogram">Receives the sums; places are the keys of <see cref="FloatOrder"/>.</param>
    /// <param name="column">Value by row of the table.</param>
    /// <param name="rows">The node's rows.</param>
    /// <param name="codes">Draws and label of each.</param>
    public void Fill(FeatureHistogram histogram, ReadOnlySpan<float> column, ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes)
    {
        histogram.Clear(rows.Length);
        int count = 0;
        ulong missing = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            float value = column[rows[i]];
            if (float.IsNaN(value)) missing += RowCode.Counts[codes[i]];
            else _keys[count++] = ((ulong)FloatOrder.KeyOf(value) << 32) | codes[i];
        }

        Span<ulong> keys = _keys.AsSpan(0, count);
        keys.Sort();
        histogram.Missing = RowCode.Unpack(missing);
        for (int i = 0; i < keys.Length;)
        {
            uint key = (uint)(keys[i] >> 32);
            ulong counts = 0;
            for (; i < keys.Length && (uint)(keys[i] >> 32) == key; i++) counts += RowCode.Counts[(byte)keys[i]];
            histogram.Append(FloatOrder.PlaceOf(key)) = RowCode.Unpack(counts);
        }
    }
}
