using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Training;

/// <summary>Makes the histogram of a feature from the bins of a node's rows.</summary>
internal sealed class BinCounter
{
    // Invariant between two calls: all are 0.
    private readonly ulong[] _counts = new ulong[BinnedFeatures.MostCodes];

    // Rows take turns, so that a row need not wait for the sum that the row before it, of the same bin, just wrote.
    private readonly ulong[] _otherCounts = new ulong[BinnedFeatures.MostCodes];

    /// <summary>Fills the histogram of rows that together count at most <see cref="RowCode.MostDraws"/> draws.</summary>
    /// <param name="histogram">Receives the counts; places are bins.</param>
    /// <param name="bins">Bin by row of the table.</param>
    /// <param name="binCount">Highest bin there is.</param>
    /// <param name="rows">The node's rows.</param>
    /// <param name="codes">Draws and label of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(PackedHistogram histogram, byte[] bins, int binCount, ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes)
    {
        Count(bins, rows, codes);
        ulong[] counts = _counts;
        ulong[] otherCounts = _otherCounts;
        histogram.Missing = counts[0] + otherCounts[0];
        int[] places = histogram.Places;
        ulong[] found = histogram.Counts;
        int next = 0;
        for (int bin = 1; bin <= binCount; bin++)
        {
            // Written in any case, and kept where something was counted.
            ulong count = counts[bin] + otherCounts[bin];
            places[next] = bin;
            found[next] = count;
            next += count == 0 ? 0 : 1;
        }

        histogram.Count = next;
        counts.AsSpan(0, binCount + 1).Clear();
        otherCounts.AsSpan(0, binCount + 1).Clear();
    }

    /// <summary>Adds up any number of rows, as many at a time as one number can count.</summary>
    /// <param name="sums">Receives the sums of each bin, in addition to what is there.</param>
    /// <param name="bins">Bin by row of the table.</param>
    /// <param name="rows">Some rows.</param>
    /// <param name="codes">Draws and label of each.</param>
    public void AddTo(ClassSums[] sums, byte[] bins, ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes)
    {
        const int RowsAtOnce = RowCode.MostDraws / Bag.MostDraws;
        for (int start = 0; start < rows.Length; start += RowsAtOnce)
        {
            int length = Math.Min(RowsAtOnce, rows.Length - start);
            Count(bins, rows.Slice(start, length), codes.Slice(start, length));
            for (int bin = 0; bin < sums.Length; bin++) sums[bin].Add(RowCode.Unpack(_counts[bin] + _otherCounts[bin]));
            Array.Clear(_counts);
            Array.Clear(_otherCounts);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(byte[] bins, ReadOnlySpan<int> rows, ReadOnlySpan<byte> codes)
    {
        // No index can leave its array: rows are those of the table, codes and bins are bytes, and tables of bytes have 256 entries.
        ref byte bin = ref MemoryMarshal.GetArrayDataReference(bins);
        ref ulong countsOf = ref MemoryMarshal.GetArrayDataReference(RowCode.Counts);
        ref ulong counts = ref MemoryMarshal.GetArrayDataReference(_counts);
        ref ulong otherCounts = ref MemoryMarshal.GetArrayDataReference(_otherCounts);
        ref int row = ref MemoryMarshal.GetReference(rows);
        ref byte code = ref MemoryMarshal.GetReference(codes);
        int i = 0;
        for (; i + 1 < rows.Length; i += 2)
        {
            Unsafe.Add(ref counts, (nint)Unsafe.Add(ref bin, Unsafe.Add(ref row, i))) += Unsafe.Add(ref countsOf, (nint)Unsafe.Add(ref code, i));
            Unsafe.Add(ref otherCounts, (nint)Unsafe.Add(ref bin, Unsafe.Add(ref row, i + 1))) += Unsafe.Add(ref countsOf, (nint)Unsafe.Add(ref code, i + 1));
        }

        if (i < rows.Length) _counts[bins[rows[i]]] += RowCode.Counts[codes[i]];
    }
}
