namespace Anomaly.Detection.Reporting;

/// <summary>From where to where an axis runs.</summary>
internal static class ChartRange
{
    private const double Margin = 0.04;

    /// <summary>Around numbers and 0, with a margin, so that no mark is cut at an end; never of no width.</summary>
    public static (double Least, double Greatest) AroundZero(IEnumerable<double> numbers)
    {
        double least = 0, greatest = 0;
        foreach (double number in numbers)
        {
            least = Math.Min(least, number);
            greatest = Math.Max(greatest, number);
        }

        return Widened(least, greatest);
    }

    /// <summary>Around some numbers, at least one, with a margin; never of no width.</summary>
    public static (double Least, double Greatest) Around(IReadOnlyCollection<double> numbers) => Widened(numbers.Min(), numbers.Max());

    /// <summary>From 0 to the next greater of a few round shares.</summary>
    public static (double Least, double Greatest) OfShares(double greatest)
    {
        double[] extents = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1];
        return (0, extents.First(extent => extent >= Math.Min(greatest, 1)));
    }

    private static (double Least, double Greatest) Widened(double least, double greatest)
    {
        double margin = least < greatest ? (greatest - least) * Margin : Math.Max(Math.Abs(least), 1) / 2;
        return (least - margin, greatest + margin);
    }
}
