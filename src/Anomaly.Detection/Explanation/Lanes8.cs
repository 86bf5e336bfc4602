using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Anomaly.Detection.Explanation;

/// <summary>Eight lanes in two vectors of 256 bits, or in what stands in for them.</summary>
internal readonly struct Lanes8(Vector256<double> low, Vector256<double> high) : ILanes<Lanes8>
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
}
