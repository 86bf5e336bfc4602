using System.Runtime.CompilerServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>The values of a node in the two bins beside a cut, where a better cut may lie that the bins hide.</summary>
/// <remarks>
/// <code>
///  bins      … 17 |   18   |   21   | 22 …          the best cut of the node lies between bins 18 and 21
///  histogram below  1 3 3 4  7 8 8 9  above         one bucket a value in these two, and one for all others on each side
/// </code>
/// </remarks>
internal sealed class CutWindow
{
    // Most rows whose values are looked at one by one. Bins that hold more of the node hold few values.
    private const int MostRows = 4096;

    private readonly ulong[] _keys = new ulong[MostRows];
    private int _rowCount;
    private ClassSums _lastLeft;
    private ClassSums _missing;

    /// <summary>Whether all rows of the two bins were gathered.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The highest value on the left of the cut that occurs in the node.</summary>
    public float Low { get; private set; }

    /// <summary>The lowest value on the right of the cut that occurs in the node.</summary>
    public float High { get; private set; }

    /// <summary>Finds the values next to the cut, and gathers nothing.</summary>
    /// <param name="split">The cut.</param>
    /// <param name="edges">Says when no value can lie closer to the cut.</param>
    /// <param name="bins">Bin by row of the table.</param>
    /// <param name="column">Value by row of the table.</param>
    /// <param name="rows">The node's rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Measure(in Split split, BinEdges edges, byte[] bins, ReadOnlySpan<float> column, ReadOnlySpan<int> rows)
    {
        IsComplete = false;
        float low = float.NegativeInfinity;
        float high = float.PositiveInfinity;
        float closestLow = edges.Highest(split.LastLeft);
        float closestHigh = edges.Lowest(split.FirstRight);
        foreach (int row in rows)
        {
            byte bin = bins[row];
            if (bin != split.LastLeft && bin != split.FirstRight) continue;
            if (bin == split.LastLeft) low = Math.Max(low, column[row] + 0f);
            else high = Math.Min(high, column[row] + 0f);
            if (low == closestLow && high == closestHigh) break;
        }

        (Low, High) = (low, high);
    }

    /// <summary>Gathers the rows of the two bins, and finds the values next to the cut.</summary>
    /// <param name="split">The cut.</param>
    /// <param name="bins">Bin by row of the table.</param>
    /// <param name="column">Value by row of the table.</param>
    /// <param name="rows">The node's rows.</param>
    /// <param name="codes">Draws and label of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Gather(in Split split, byte[] bins, ReadOnlySpan<float> column, ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes)
    {
        _rowCount = 0;
        _lastLeft = default;
        _missing = default;
        float low = float.NegativeInfinity;
        float high = float.PositiveInfinity;
        for (int i = 0; i < rows.Length; i++)
        {
            byte bin = bins[rows[i]];
            if (bin == BinnedFeatures.Missing) _missing.Add(RowCode.Unpack(RowCode.Counts[codes[i]]));
            if (bin != split.LastLeft && bin != split.FirstRight) continue;

            // Adding 0 turns −0 into 0.
            float value = column[rows[i]] + 0f;
            if (bin == split.LastLeft)
            {
                low = Math.Max(low, value);
                _lastLeft.Add(RowCode.Unpack(RowCode.Counts[codes[i]]));
            }
            else
            {
                high = Math.Min(high, value);
            }

            if (_rowCount < MostRows) _keys[_rowCount] = ((ulong)FloatOrder.KeyOf(value) << 32) | codes[i];
            _rowCount++;
        }

        IsComplete = _rowCount <= MostRows;
        (Low, High) = (low, high);
    }

    /// <summary>Makes the histogram of the gathered values, with all others in a bucket below and one above.</summary>
    /// <param name="histogram">Receives the sums; places are those of <see cref="FloatOrder"/>.</param>
    /// <param name="split">The cut.</param>
    /// <param name="total">The sums of the node.</param>
    public void CopyTo(FeatureHistogram histogram, in Split split, in ClassSums total)
    {
        Span<ulong> keys = _keys.AsSpan(0, _rowCount);
        keys.Sort();
        histogram.Clear(keys.Length + 2);
        histogram.Missing = _missing;
        ClassSums below = split.Left.Minus(_lastLeft);
        if (split.MissingGoesLeft) below = below.Minus(_missing);
        if (below.Rows > 0) histogram.Append(int.MinValue) = below;
        ClassSums above = total.Minus(_missing).Minus(below);
        for (int i = 0; i < keys.Length;)
        {
            uint key = (uint)(keys[i] >> 32);
            ulong counts = 0;
            for (; i < keys.Length && (uint)(keys[i] >> 32) == key; i++) counts += RowCode.Counts[(byte)keys[i]];
            ClassSums sums = RowCode.Unpack(counts);
            histogram.Append(FloatOrder.PlaceOf(key)) = sums;
            above = above.Minus(sums);
        }

        if (above.Rows > 0) histogram.Append(int.MaxValue) = above;
    }
}
