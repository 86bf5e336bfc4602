using System.Collections.Immutable;

namespace Anomaly.Detection.Reporting;

/// <summary>Rows as dots along a strip, stacked where they lie at the same place, so that none hides another.</summary>
/// <remarks>
/// The strip is cut into places as wide as a dot. Where the fullest stack would be higher than the strip, each stack is as high as the square root of its share of it, so that single
/// rows stay to be seen beside hundreds. Of a stack that is drawn lower its rows stand for the others evenly, from the lowest value at the foot to the highest.
/// </remarks>
internal static class Swarm
{
    /// <summary>The width and height that a dot takes.</summary>
    public const double DotSize = 3.2;

    /// <summary>The most dots of a stack.</summary>
    public const int HighestStack = 10;

    /// <summary>The height of a strip with its fullest stack.</summary>
    public const double StripHeight = (HighestStack * DotSize) + 4;

    /// <summary>Lays the rows out.</summary>
    /// <param name="amounts">What places a row across.</param>
    /// <param name="order">What a stack is ordered by, per row; NaN comes last.</param>
    /// <param name="scale">The places.</param>
    public static ImmutableArray<SwarmDot> Of(ImmutableArray<double> amounts, ImmutableArray<double> order, ChartScale scale)
    {
        IGrouping<int, int>[] stacks = [.. Enumerable.Range(0, amounts.Length).GroupBy(row => (int)((scale.Place(amounts[row]) - scale.From) / DotSize)).OrderBy(stack => stack.Key)];
        if (stacks.Length == 0) return [];
        int fullest = stacks.Max(stack => stack.Count());
        return [.. stacks.SelectMany(stack => Dots(stack, fullest, order, scale.From + ((stack.Key + 0.5) * DotSize)))];
    }

    /// <summary>How high a stack is drawn.</summary>
    /// <param name="count">Its rows, at least 1.</param>
    /// <param name="fullest">The rows of the fullest.</param>
    public static int Height(int count, int fullest) => fullest <= HighestStack ? count : Math.Min(count, (int)Math.Ceiling(HighestStack * Math.Sqrt((double)count / fullest)));

    private static IEnumerable<SwarmDot> Dots(IEnumerable<int> stack, int fullest, ImmutableArray<double> order, double x)
    {
        int[] rows = [.. stack.OrderBy(row => double.IsNaN(order[row])).ThenBy(row => order[row])];
        int height = Height(rows.Length, fullest);
        for (int i = 0; i < height; i++)
        {
            int row = rows[height == 1 ? rows.Length / 2 : (int)((long)i * (rows.Length - 1) / (height - 1))];
            yield return new SwarmDot(row, x, (((height - 1) / 2.0) - i) * DotSize);
        }
    }
}
