using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>The rows of one tree in an order in which every node is a range, with the code of each row beside it.</summary>
internal sealed class RowRanges(int rowCount)
{
    private readonly int[] _rows = new int[rowCount];
    private readonly byte[] _codes = new byte[rowCount];
    private readonly int[] _rightRows = new int[rowCount];
    private readonly byte[] _rightCodes = new byte[rowCount];

    public ReadOnlySpan<int> Rows(int start, int end) => _rows.AsSpan(start..end);

    public ReadOnlySpan<byte> Codes(int start, int end) => _codes.AsSpan(start..end);

    /// <summary>Lays out the rows that were drawn, in table order.</summary>
    /// <returns>Their sums.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ClassSums Lay(ReadOnlySpan<byte> draws, ReadOnlySpan<bool> isAnomaly)
    {
        int count = 0;
        long drawn = 0;
        long anomaly = 0;
        for (int row = 0; row < draws.Length; row++)
        {
            // Written in any case, and kept where the row was drawn: which rows were follows no pattern that a branch could learn.
            int draw = draws[row];
            int label = isAnomaly[row] ? 1 : 0;
            _rows[count] = row;
            _codes[count] = RowCode.Of(draw, label);
            count += draw == 0 ? 0 : 1;
            drawn += draw;
            anomaly += draw & -label;
        }

        return new ClassSums { Normal = drawn - anomaly, Anomaly = anomaly, Rows = count };
    }

    /// <summary>Lays out the rows that were not drawn, in table order; their codes mean nothing.</summary>
    /// <returns>How many there are.</returns>
    public int LayUnseen(ReadOnlySpan<byte> draws)
    {
        int count = 0;
        for (int row = 0; row < draws.Length; row++)
        {
            _rows[count] = row;
            count += draws[row] == 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Lays out rows 0, 1, 2 …; their codes mean nothing.</summary>
    public void LayAll(int count)
    {
        for (int row = 0; row < count; row++) _rows[row] = row;
    }

    /// <summary>Divides a range by the bins of a feature: what goes left stays at its beginning, what goes right follows.</summary>
    /// <param name="start">First place of the range.</param>
    /// <param name="end">Place after the last one.</param>
    /// <param name="bins">Bin by row of the table.</param>
    /// <param name="lastLeft">The highest bin that goes left.</param>
    /// <param name="missingGoesLeft">Whether missing values go left.</param>
    /// <param name="keep">The side whose rows are asked for again; if it is one only, they stand at the beginning of the range.</param>
    /// <param name="shares">Into how many parts, one a thread, the work is divided.</param>
    /// <returns>Where what is kept first ends.</returns>
    public int DivideByBin(int start, int end, byte[] bins, int lastLeft, bool missingGoesLeft, KeptSides keep, int shares)
    {
        if (shares == 1) return Join([(start, end, Part(start, end, new BinSide(bins, lastLeft, missingGoesLeft), keep))], keep);
        var parts = new (int Start, int End, int Middle)[shares];
        Crew.Run(
            shares,
            shares,
            _ => share =>
            {
                (int from, int to) = RowShares.Of(share, shares, start, end);
                parts[share] = (from, to, Part(from, to, new BinSide(bins, lastLeft, missingGoesLeft), keep));
            },
            CancellationToken.None);
        return Join(parts, keep);
    }

    /// <summary>Divides a range by the values of a feature, as <see cref="DivideByBin"/> does by bins.</summary>
    /// <inheritdoc cref="DivideByBin"/>
    /// <param name="start">First place of the range.</param>
    /// <param name="end">Place after the last one.</param>
    /// <param name="column">Value by row of the table.</param>
    /// <param name="threshold">Left when the value is at most this.</param>
    /// <param name="missingGoesLeft">Whether missing values go left.</param>
    /// <param name="keep">The side whose rows are asked for again; if it is one only, they stand at the beginning of the range.</param>
    public int DivideByValue(int start, int end, ReadOnlySpan<float> column, float threshold, bool missingGoesLeft, KeptSides keep = KeptSides.Both) =>
        Join([(start, end, Part(start, end, new ValueSide(column, threshold, missingGoesLeft), keep))], keep);

    private int Part<TSide>(int start, int end, TSide side, KeptSides keep)
        where TSide : struct, ISide, allows ref struct => keep == KeptSides.Both ? Separate(start, end, side) : Keep(start, end, side, keep);

    // Puts parts that follow one another together: what stayed at the beginning of each, then what was set aside.
    private int Join(ReadOnlySpan<(int Start, int End, int Middle)> parts, KeptSides keep)
    {
        int place = parts[0].Start;
        foreach ((int start, _, int middle) in parts) Move(_rows, _codes, start, middle, ref place);
        int kept = place;
        if (keep != KeptSides.Both) return kept;
        foreach ((int start, int end, int middle) in parts) Move(_rightRows, _rightCodes, start, start + end - middle, ref place);
        return kept;
    }

    private void Move(int[] rows, byte[] codes, int start, int end, ref int place)
    {
        if (rows != _rows || start != place)
        {
            rows.AsSpan(start..end).CopyTo(_rows.AsSpan(place));
            codes.AsSpan(start..end).CopyTo(_codes.AsSpan(place));
        }

        place += end - start;
    }

    // Invariant: rows[start..left) go left, rightRows[start..right) go right, both in table order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Separate<TSide>(int start, int end, TSide side)
        where TSide : struct, ISide, allows ref struct
    {
        // No index can leave its array: a place is one of the range's, and no more rows are written than were read.
        ref int rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref byte codes = ref MemoryMarshal.GetArrayDataReference(_codes);
        ref int rightRows = ref MemoryMarshal.GetArrayDataReference(_rightRows);
        ref byte rightCodes = ref MemoryMarshal.GetArrayDataReference(_rightCodes);
        nint left = start;
        nint right = start;
        for (nint place = start; place < end; place++)
        {
            // Written to both sides, and kept on one: which one it is follows no pattern that a branch could learn.
            int row = Unsafe.Add(ref rows, place);
            byte code = Unsafe.Add(ref codes, place);
            nint goesLeft = side.IsLeft(row);
            Unsafe.Add(ref rows, left) = row;
            Unsafe.Add(ref codes, left) = code;
            Unsafe.Add(ref rightRows, right) = row;
            Unsafe.Add(ref rightCodes, right) = code;
            left += goesLeft;
            right += 1 - goesLeft;
        }

        return (int)left;
    }

    // Invariant: rows[start..next) are on the side that is kept, in table order.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Keep<TSide>(int start, int end, TSide side, KeptSides keep)
        where TSide : struct, ISide, allows ref struct
    {
        ref int rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref byte codes = ref MemoryMarshal.GetArrayDataReference(_codes);
        nint dropped = keep == KeptSides.Left ? 0 : 1;
        nint next = start;
        for (nint place = start; place < end; place++)
        {
            int row = Unsafe.Add(ref rows, place);
            byte code = Unsafe.Add(ref codes, place);
            Unsafe.Add(ref rows, next) = row;
            Unsafe.Add(ref codes, next) = code;
            next += side.IsLeft(row) ^ dropped;
        }

        return (int)next;
    }

    /// <summary>Says on which side of a split a row is.</summary>
    private interface ISide
    {
        /// <summary>1 where the row goes left, else 0.</summary>
        nint IsLeft(int row);
    }

    // Bin 0 holds missing values. Counted from the first bin that goes left, all bins that go left are the lowest, by one comparison.
    private readonly ref struct BinSide(byte[] bins, int lastLeft, bool missingGoesLeft) : ISide
    {
        private readonly ref byte _bins = ref MemoryMarshal.GetArrayDataReference(bins);
        private readonly uint _first = missingGoesLeft ? 0u : 1u;
        private readonly uint _last = (uint)lastLeft - (missingGoesLeft ? 0u : 1u);

        public nint IsLeft(int row) => Unsafe.Add(ref _bins, row) - _first <= _last ? 1 : 0;
    }

    private readonly ref struct ValueSide(ReadOnlySpan<float> column, float threshold, bool missingGoesLeft) : ISide
    {
        private readonly ref float _column = ref MemoryMarshal.GetReference(column);
        private readonly float _threshold = threshold;
        private readonly bool _missingGoesLeft = missingGoesLeft;

        // A comparison with NaN is false, so "not right" is true for it.
        public nint IsLeft(int row) => _missingGoesLeft
            ? (Unsafe.Add(ref _column, row) > _threshold ? 0 : 1)
            : (Unsafe.Add(ref _column, row) <= _threshold ? 1 : 0);
    }
}
