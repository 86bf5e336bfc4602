using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Anomaly.Detection.Explanation;

/// <summary>Eight lanes in two vectors of 256 bits.</summary>
internal readonly struct Lanes8(Vector256<double> low, Vector256<double> high) : IRowLanes<Lanes8>
{
    private readonly Vector256<double> _low = low;
    private readonly Vector256<double> _high = high;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator +(Lanes8 left, Lanes8 right) => new(left._low + right._low, left._high + right._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator -(Lanes8 left, Lanes8 right) => new(left._low - right._low, left._high - right._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator *(Lanes8 left, Lanes8 right) => new(left._low * right._low, left._high * right._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 operator /(Lanes8 left, Lanes8 right) => new(left._low / right._low, left._high / right._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Of(double value)
    {
        var lanes = Vector256.Create(value);
        return new(lanes, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Load(ref double source, int index) => new(Vector256.LoadUnsafe(ref source, (nuint)index), Vector256.LoadUnsafe(ref source, (nuint)index + 4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Lanes8 lanes, ref double destination, int index)
    {
        lanes._low.StoreUnsafe(ref destination, (nuint)index);
        lanes._high.StoreUnsafe(ref destination, (nuint)index + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 MaskOf(byte rows)
    {
        var all = Vector256.Create((long)rows);
        var lowBits = Vector256.Create(1L, 2, 4, 8);
        var highBits = Vector256.Create(16L, 32, 64, 128);
        return new(Vector256.Equals(all & lowBits, lowBits).AsDouble(), Vector256.Equals(all & highBits, highBits).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes8 Choose(Lanes8 mask, Lanes8 whereSet, Lanes8 whereNot) =>
        new(Choose(mask._low, whereSet._low, whereNot._low), Choose(mask._high, whereSet._high, whereNot._high));

    // A blend is one instruction where there is one; elsewhere bits are put together.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Choose(Vector256<double> mask, Vector256<double> whereSet, Vector256<double> whereNot) =>
        Avx.IsSupported ? Avx.BlendVariable(whereNot, whereSet, mask) : Vector256.ConditionalSelect(mask, whereSet, whereNot);
}
