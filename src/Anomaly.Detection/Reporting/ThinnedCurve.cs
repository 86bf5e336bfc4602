using System.Collections.Immutable;

namespace Anomaly.Detection.Reporting;

/// <summary>Leaves out the points of a curve that a picture cannot show.</summary>
internal static class ThinnedCurve
{
    /// <summary>How many points a picture has at most.</summary>
    public const int MostPoints = 500;

    // A picture is some hundred pixels wide.
    private const double LeastStep = 1.0 / 512;

    /// <summary>Keeps the first point, the last, and each that lies a step from the one kept before it; the step grows until there are few enough.</summary>
    /// <param name="points">The points in the order of the line.</param>
    /// <param name="place">Where a point lies, both coordinates in [0, 1].</param>
    public static ImmutableArray<T> Of<T>(ImmutableArray<T> points, Func<T, (double X, double Y)> place)
    {
        ImmutableArray<T> kept = points;
        for (double step = LeastStep; kept.Length > MostPoints; step *= 2) kept = Thin(points, place, step);
        return kept;
    }

    private static ImmutableArray<T> Thin<T>(ImmutableArray<T> points, Func<T, (double X, double Y)> place, double step)
    {
        ImmutableArray<T>.Builder kept = ImmutableArray.CreateBuilder<T>();
        (double X, double Y) last = place(points[0]);
        kept.Add(points[0]);
        for (int i = 1; i < points.Length; i++)
        {
            (double X, double Y) here = place(points[i]);
            if (i < points.Length - 1 && Math.Abs(here.X - last.X) < step && Math.Abs(here.Y - last.Y) < step) continue;
            kept.Add(points[i]);
            last = here;
        }

        return kept.ToImmutable();
    }
}
