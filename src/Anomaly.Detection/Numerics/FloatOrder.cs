using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Numerics;

/// <summary>Puts floats in ascending order, with the places they came from; equal ones keep their order.</summary>
/// <remarks>
/// A radix sort over the bits, three passes of 11: after the sign is turned round, the bits of floats are in the order of their values.
/// Time is linear, and a sort of any length can be stopped.
/// </remarks>
internal static class FloatOrder
{
    private const int DigitBits = 11;
    private const int DigitCount = 1 << DigitBits;
    private const int LastShift = 2 * DigitBits;
    private const int BlockLength = 1 << 16;

    /// <summary>Finds the order of the numbers in a column.</summary>
    /// <param name="column">Values, finite or NaN; −0 counts as 0.</param>
    /// <param name="cancellationToken">Stops the sort.</param>
    /// <returns>The places of all values that are not NaN, by ascending value, equal values by ascending place.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] Ascending(ReadOnlySpan<float> column, CancellationToken cancellationToken)
    {
        int present = 0;
        foreach (float value in column)
        {
            if (!float.IsNaN(value)) present++;
        }

        int[] places = new int[present];
        uint[] keys = new uint[present];
        int next = 0;
        for (int place = 0; place < column.Length; place++)
        {
            if (float.IsNaN(column[place])) continue;
            keys[next] = KeyOf(column[place]);
            places[next++] = place;
        }

        int[] otherPlaces = new int[present];
        uint[] otherKeys = new uint[present];
        for (int shift = 0; shift <= LastShift; shift += DigitBits)
        {
            Pass(keys, places, otherKeys, otherPlaces, shift, cancellationToken);
            (keys, otherKeys) = (otherKeys, keys);
            (places, otherPlaces) = (otherPlaces, places);
        }

        return places;
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

    /// <summary>An unsigned number that grows with the value; the same for −0 and 0.</summary>
    /// <param name="value">Finite.</param>
    /// <returns>The key.</returns>
    public static uint KeyOf(float value)
    {
        // Negative floats have the sign bit set and grow with falling value: all their bits are turned; of the others only the sign.
        int bits = BitConverter.SingleToInt32Bits(value + 0f);
        return (uint)(bits ^ ((bits >> 31) | int.MinValue));
    }

    /// <summary>A key as a signed number that grows with it.</summary>
    public static int PlaceOf(uint key) => (int)(key ^ 0x80000000);

    /// <summary>The value of a place.</summary>
    public static float ValueOf(int place) => BitConverter.Int32BitsToSingle(place ^ ((place >> 31) & int.MaxValue));
}
