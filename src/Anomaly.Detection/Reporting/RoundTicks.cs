using System.Globalization;

namespace Anomaly.Detection.Reporting;

/// <summary>Round numbers along an axis of any range.</summary>
internal static class RoundTicks
{
    private const int Most = 5;

    // Below it powers of ten are no longer exact enough to count by.
    private const double Finest = 1e-300;

    // Steps that people count in: 1, 2 and 5, times powers of ten.
    private static readonly double[] Steps = [1, 2, 5];

    /// <summary>Multiples of the smallest round step that leaves no more than a few of them.</summary>
    /// <param name="least">The least number of the axis.</param>
    /// <param name="greatest">The greatest, above <paramref name="least"/>.</param>
    public static IEnumerable<double> Between(double least, double greatest)
    {
        double width = (greatest / Most) - (least / Most);
        if (!(width > Finest)) yield break;
        double step = Step(width);
        double first = Math.Ceiling(least / step), last = Math.Floor(greatest / step);
        for (int i = 0; i <= last - first; i++) yield return first + i == 0 ? 0 : (first + i) * step;
    }

    /// <summary>A number next to a tick: short, as what it stands beside is a picture.</summary>
    public static string Text(double value) => Math.Abs(value) switch
    {
        0 => "0",
        >= 1e12 or < 1e-4 => value.ToString("0.##E+0", CultureInfo.InvariantCulture),
        >= 1e9 => (value / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + "G",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + "M",
        >= 1e4 => (value / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + "k",
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    private static double Step(double atLeast)
    {
        double power = 1;
        while (power > atLeast) power /= 10;
        while (power * 10 <= atLeast) power *= 10;
        return Steps.Append(10).Select(step => step * power).First(step => step >= atLeast || step == 10 * power);
    }
}
