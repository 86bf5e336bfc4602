using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Numerics;

/// <summary>Puts floats in ascending order, with the places they came from; equal ones keep their order. Owns 16 bytes a value of the longest column it met.</summary>
/// <remarks>
/// A radix sort over the bits, three passes of 11: as <see cref="FloatOrder"/> has them, the bits of floats are in the order of their values.
/// Time is linear, and a sort of any length can be stopped. Memory is kept for the next column: of a large table, what is thrown away after each
/// column would be many times what is needed.
/// </remarks>
internal sealed class FloatSorter
{
    private const int DigitBits = 11;
    private const int DigitCount = 1 << DigitBits;
    private const int LastShift = 2 * DigitBits;
    private const int BlockLength = 1 << 16;

    private int[] _places = [];
    private int[] _otherPlaces = [];
    private uint[] _keys = [];
    private uint[] _otherKeys = [];

    /// <summary>Finds the order of the numbers in a column.</summary>
    /// <param name="column">Values, finite or NaN; −0 counts as 0.</param>
    /// <param name="cancellationToken">Stops the sort.</param>
    /// <returns>The places of all values that are not NaN, by ascending value, equal values by ascending place; until the next call.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<int> Ascending(ReadOnlySpan<float> column, CancellationToken cancellationToken)
    {
        MakeRoom(column.Length);
        int count = 0;
        for (int place = 0; place < column.Length; place++)
        {
            if (float.IsNaN(column[place])) continue;
            _keys[count] = FloatOrder.KeyOf(column[place]);
            _places[count++] = place;
        }

        for (int shift = 0; shift <= LastShift; shift += DigitBits)
        {
            Pass(_keys.AsSpan(0, count), _places.AsSpan(0, count), _otherKeys, _otherPlaces, shift, cancellationToken);
            (_keys, _otherKeys) = (_otherKeys, _keys);
            (_places, _otherPlaces) = (_otherPlaces, _places);
        }

        return _places.AsSpan(0, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pass(ReadOnlySpan<uint> keys, ReadOnlySpan<int> places, Span<uint> toKeys, Span<int> toPlaces, int shift, CancellationToken cancellationToken)
    {
        Span<int> starts = stackalloc int[DigitCount + 1];
        starts.Clear();
        foreach (uint key in keys) starts[Digit(key, shift) + 1]++;
        for (int digit = 1; digit < starts.Length; digit++) starts[digit] += starts[digit - 1];
        for (int i = 0; i < keys.Length; i++)
        {
            if (i % BlockLength == 0) cancellationToken.ThrowIfCancellationRequested();
            int to = starts[Digit(keys[i], shift)]++;
            toKeys[to] = keys[i];
            toPlaces[to] = places[i];
        }
    }

    private static int Digit(uint key, int shift) => (int)(key >> shift) & (DigitCount - 1);

    private void MakeRoom(int length)
    {
        if (_places.Length >= length) return;
        (_places, _otherPlaces, _keys, _otherKeys) = (new int[length], new int[length], new uint[length], new uint[length]);
    }
}
