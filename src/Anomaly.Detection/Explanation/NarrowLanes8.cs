using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Anomaly.Detection.Explanation;

/// <summary>Eight lanes in four vectors of 128 bits: for processors without longer ones, where what stands in for a <see cref="Vector256{T}"/> takes about twice as long.</summary>
internal readonly struct NarrowLanes8(Vector128<double> first, Vector128<double> second, Vector128<double> third, Vector128<double> fourth) : IRowLanes<NarrowLanes8>
{
    private readonly Vector128<double> _first = first;
    private readonly Vector128<double> _second = second;
    private readonly Vector128<double> _third = third;
    private readonly Vector128<double> _fourth = fourth;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowLanes8 operator +(NarrowLanes8 left, NarrowLanes8 right) => new(left._first + right._first, left._second + right._second, left._third + right._third, left._fourth + right._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowLanes8 operator -(NarrowLanes8 left, NarrowLanes8 right) => new(left._first - right._first, left._second - right._second, left._third - right._third, left._fourth - right._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowLanes8 operator *(NarrowLanes8 left, NarrowLanes8 right) => new(left._first * right._first, left._second * right._second, left._third * right._third, left._fourth * right._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowLanes8 operator /(NarrowLanes8 left, NarrowLanes8 right) => new(left._first / right._first, left._second / right._second, left._third / right._third, left._fourth / right._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowLanes8 Of(double value)
    {
        var lanes = Vector128.Create(value);
        return new(lanes, lanes, lanes, lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowLanes8 Load(ref double source, int index) => new(
        Vector128.LoadUnsafe(ref source, (nuint)index),
        Vector128.LoadUnsafe(ref source, (nuint)index + 2),
        Vector128.LoadUnsafe(ref source, (nuint)index + 4),
        Vector128.LoadUnsafe(ref source, (nuint)index + 6));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(NarrowLanes8 lanes, ref double destination, int index)
    {
        lanes._first.StoreUnsafe(ref destination, (nuint)index);
        lanes._second.StoreUnsafe(ref destination, (nuint)index + 2);
        lanes._third.StoreUnsafe(ref destination, (nuint)index + 4);
        lanes._fourth.StoreUnsafe(ref destination, (nuint)index + 6);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowLanes8 MaskOf(byte rows)
    {
        var all = Vector128.Create((long)rows);
        return new(MaskOf(all, 1), MaskOf(all, 4), MaskOf(all, 16), MaskOf(all, 64));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NarrowLanes8 Choose(NarrowLanes8 mask, NarrowLanes8 whereSet, NarrowLanes8 whereNot) => new(
        Vector128.ConditionalSelect(mask._first, whereSet._first, whereNot._first),
        Vector128.ConditionalSelect(mask._second, whereSet._second, whereNot._second),
        Vector128.ConditionalSelect(mask._third, whereSet._third, whereNot._third),
        Vector128.ConditionalSelect(mask._fourth, whereSet._fourth, whereNot._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> MaskOf(Vector128<long> rows, long firstBit)
    {
        var bits = Vector128.Create(firstBit, firstBit * 2);
        return Vector128.Equals(rows & bits, bits).AsDouble();
    }
}
