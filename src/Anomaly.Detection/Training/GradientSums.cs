using System.Numerics;
using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Training;

/// <summary>Adds multiples of kernel rows to gradients, in vectors; every sum is on its own, so no width changes a bit.</summary>
internal static class GradientSums
{
    /// <summary>Adds what the change of two coefficients does to every gradient.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Update(Span<double> gradient, ReadOnlySpan<float> left, double leftChange, ReadOnlySpan<float> right, double rightChange)
    {
        int place = 0;
        for (; place <= gradient.Length - Vector<float>.Count; place += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(left[place..]), out Vector<double> leftLow, out Vector<double> leftHigh);
            Vector.Widen(new Vector<float>(right[place..]), out Vector<double> rightLow, out Vector<double> rightHigh);
            Vector<double> low = (leftLow * leftChange) + (rightLow * rightChange);
            Vector<double> high = (leftHigh * leftChange) + (rightHigh * rightChange);
            (new Vector<double>(gradient[place..]) + low).CopyTo(gradient[place..]);
            (new Vector<double>(gradient[(place + Vector<double>.Count)..]) + high).CopyTo(gradient[(place + Vector<double>.Count)..]);
        }

        for (; place < gradient.Length; place++) gradient[place] += (left[place] * leftChange) + (right[place] * rightChange);
    }

    /// <summary>Adds a multiple of a kernel row to the sums of some places.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(double[] sums, float[] row, double factor, int from, int to)
    {
        int place = from;
        for (; place <= to - Vector<float>.Count; place += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(row, place), out Vector<double> low, out Vector<double> high);
            (new Vector<double>(sums, place) + (factor * low)).CopyTo(sums, place);
            (new Vector<double>(sums, place + Vector<double>.Count) + (factor * high)).CopyTo(sums, place + Vector<double>.Count);
        }

        for (; place < to; place++) sums[place] += factor * row[place];
    }
}
