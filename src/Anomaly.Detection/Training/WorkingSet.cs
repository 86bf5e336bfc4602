using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Anomaly.Detection.Training;

/// <summary>Looks through gradients for the pair of coefficients that a step changes, in vectors.</summary>
/// <remarks>
/// Second-order selection of Fan, Chen and Lin, "Working set selection using second order information for training support vector machines" (2005), as libsvm
/// does it: of equal candidates the last. Coefficients at a bound have ∞ in <c>upper</c> or <c>lower</c>, else 0, so that they drop out by a subtraction.
/// Every lane keeps the last of its best; the greatest place of all lanes that are equal is the last one overall, whatever the width.
/// </remarks>
internal static class WorkingSet
{
    // In place of a curvature that is not positive.
    private const double SmallestCurvature = 1e-12;

    /// <summary>The coefficient that gains most by growing: the last with the greatest −gradient among those not at their upper bound.</summary>
    /// <returns>Its place and −gradient; −1 and −∞ where there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int Place, double Greatest) First(ReadOnlySpan<double> gradient, ReadOnlySpan<double> upper)
    {
        var best = new Vector<double>(double.NegativeInfinity);
        var places = new Vector<double>(-1);
        Vector<double> here = Vector.CreateSequence(0.0, 1.0);
        var step = new Vector<double>((double)Vector<double>.Count);
        int place = 0;
        for (; place <= gradient.Length - Vector<double>.Count; place += Vector<double>.Count)
        {
            Vector<double> candidate = -Load(gradient, place) - Load(upper, place);
            Vector<long> isBetter = Vector.GreaterThanOrEqual(candidate, best);
            best = Vector.ConditionalSelect(isBetter, candidate, best);
            places = Vector.ConditionalSelect(isBetter, here, places);
            here += step;
        }

        (int found, double greatest) = Last(best, places, double.NegativeInfinity);
        for (; place < gradient.Length; place++)
        {
            double candidate = -gradient[place] - upper[place];
            if (candidate >= greatest) (found, greatest) = (place, candidate);
        }

        return double.IsNegativeInfinity(greatest) ? (-1, greatest) : (found, greatest);
    }

    /// <summary>The coefficient to shrink beside it: the last with the greatest gain by second order among those not at their lower bound.</summary>
    /// <param name="gradient">The gradient of each coefficient.</param>
    /// <param name="lower">∞ at the lower bound, else 0.</param>
    /// <param name="diagonal">Kernel values of rows with themselves.</param>
    /// <param name="row">Kernel values of the first coefficient's row.</param>
    /// <param name="own">Its own kernel value with itself.</param>
    /// <param name="first">Its −gradient.</param>
    /// <returns>Its place, −1 where there is none, and the greatest gradient.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (int Place, double Greatest) Second(ReadOnlySpan<double> gradient, ReadOnlySpan<double> lower, ReadOnlySpan<double> diagonal, ReadOnlySpan<float> row, double own, double first)
    {
        var greatest = new Vector<double>(double.NegativeInfinity);
        var best = new Vector<double>(double.PositiveInfinity);
        var places = new Vector<double>(-1);
        Vector<double> here = Vector.CreateSequence(0.0, 1.0);
        var step = new Vector<double>((double)Vector<double>.Count);
        var smallest = new Vector<double>(SmallestCurvature);
        int place = 0;
        for (; place <= gradient.Length - Vector<float>.Count; place += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(row[place..]), out Vector<double> low, out Vector<double> high);
            for (int half = 0; half < 2; half++)
            {
                int at = place + (half * Vector<double>.Count);
                Vector<double> candidate = Load(gradient, at) - Load(lower, at);
                greatest = Vector.Max(greatest, candidate);
                Vector<double> gain = new Vector<double>(first) + candidate;
                Vector<double> curvature = new Vector<double>(own) + Load(diagonal, at) - (new Vector<double>(2.0) * (half == 0 ? low : high));
                curvature = Vector.ConditionalSelect(Vector.GreaterThan(curvature, Vector<double>.Zero), curvature, smallest);
                Vector<double> change = -(gain * gain) / curvature;
                Vector<long> isBetter = Vector.GreaterThan(gain, Vector<double>.Zero) & Vector.LessThanOrEqual(change, best);
                best = Vector.ConditionalSelect(isBetter, change, best);
                places = Vector.ConditionalSelect(isBetter, here, places);
                here += step;
            }
        }

        double most = double.NegativeInfinity;
        for (int lane = 0; lane < Vector<double>.Count; lane++) most = Math.Max(most, greatest[lane]);
        (int found, double least) = Last(-best, places, double.NegativeInfinity);
        least = -least;
        for (; place < gradient.Length; place++)
        {
            double candidate = gradient[place] - lower[place];
            most = Math.Max(most, candidate);
            double gain = first + candidate;
            if (!(gain > 0)) continue;
            double curvature = own + diagonal[place] - (2.0 * row[place]);
            double change = -(gain * gain) / (curvature > 0 ? curvature : SmallestCurvature);
            if (change <= least) (found, least) = (place, change);
        }

        return (found, most);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Load(ReadOnlySpan<double> values, int place) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)place);

    // Of the lanes with the greatest value, the one at the greatest place.
    private static (int Place, double Greatest) Last(Vector<double> best, Vector<double> places, double none)
    {
        int found = -1;
        double greatest = none;
        for (int lane = 0; lane < Vector<double>.Count; lane++)
        {
            if (places[lane] < 0) continue;
            if (found < 0 || best[lane] > greatest || (best[lane] == greatest && places[lane] > found)) (found, greatest) = ((int)places[lane], best[lane]);
        }

        return (found, greatest);
    }
}
