using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Data;

/// <summary>How numbers were spread: some of their values, each with how many numbers lay below and at it. Immutable; equal where all knots are.</summary>
/// <remarks>
/// <code>
/// numbers  1 1 2 5 5 5 9      value          1  2  5  9
///                             count below    0  2  3  6
///                             at or below    2  3  6  7
/// </code>
/// Up to <see cref="MostExact"/> different values all are knots and every count is exact. Of more, the values at chosen ranks are: the least and the greatest, every 0.1 % of the numbers in the
/// outer 1 %, every 0.5 % in the outer 5 %, every 2 % between. Counts at a knot are exact, and between two they are interpolated.
/// </remarks>
public sealed class ValueSpread : IEquatable<ValueSpread>
{
    /// <summary>The most different values that are all kept: 128.</summary>
    public const int MostExact = 128;

    private const int Thousand = 1000;

    // In thousandths of the numbers.
    private static readonly int[] KnotRanks =
    [
        .. Enumerable.Range(0, 10), .. Enumerable.Range(2, 8).Select(step => step * 5), .. Enumerable.Range(0, 46).Select(step => 50 + (step * 20)),
        .. Enumerable.Range(1, 8).Select(step => 950 + (step * 5)), .. Enumerable.Range(991, 10),
    ];

    /// <summary>Makes a spread of its knots.</summary>
    /// <param name="values">The values: finite, strictly ascending; at most <see cref="MostExact"/>. None where there were no numbers.</param>
    /// <param name="countsBelow">Per value, how many numbers lay below it: 0 at the first, and nowhere fewer than lay at or below the value before.</param>
    /// <param name="countsAtOrBelow">Per value, how many numbers lay at or below it: more than below it.</param>
    /// <exception cref="ArgumentException">Lengths differ or are out of range, or a knot is not as said; it is named.</exception>
    public ValueSpread(ImmutableArray<double> values, ImmutableArray<int> countsBelow, ImmutableArray<int> countsAtOrBelow)
    {
        Check(values, countsBelow, countsAtOrBelow);
        Values = values;
        CountsBelow = countsBelow;
        CountsAtOrBelow = countsAtOrBelow;
    }

    /// <summary>The values of the knots, strictly ascending.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>Per knot, how many numbers lay below it.</summary>
    public ImmutableArray<int> CountsBelow { get; }

    /// <summary>Per knot, how many numbers lay at or below it.</summary>
    public ImmutableArray<int> CountsAtOrBelow { get; }

    /// <summary>How many numbers there were.</summary>
    public int Count => CountsAtOrBelow.IsEmpty ? 0 : CountsAtOrBelow[^1];

    /// <summary>Takes the spread of numbers.</summary>
    /// <param name="numbers">Any numbers; NaN is missing and not counted.</param>
    /// <returns>The spread; the order of the numbers changes nothing in it.</returns>
    public static ValueSpread Of(ReadOnlySpan<double> numbers)
    {
        double[] sorted = Present(numbers);
        Array.Sort(sorted);
        List<int> starts = StartsOfRuns(sorted, MostExact + 1);
        if (starts.Count > MostExact) starts = StartsAtRanks(sorted);
        var values = ImmutableArray.CreateBuilder<double>(starts.Count);
        var below = ImmutableArray.CreateBuilder<int>(starts.Count);
        var atOrBelow = ImmutableArray.CreateBuilder<int>(starts.Count);
        foreach (int start in starts)
        {
            values.Add(sorted[start]);
            below.Add(start);
            atOrBelow.Add(EndOfRun(sorted, start));
        }

        return new ValueSpread(values.MoveToImmutable(), below.MoveToImmutable(), atOrBelow.MoveToImmutable());
    }

    /// <summary>How many numbers lay below a value, and how many at it.</summary>
    /// <param name="value">Any number but NaN.</param>
    /// <returns>Both counts: whole at a knot and where no number lies between two knots, else interpolated linearly, with none at the value.</returns>
    public (double Below, double At) CountsOf(double value)
    {
        int knot = Values.AsSpan().BinarySearch(value);
        if (knot >= 0) return (CountsBelow[knot], CountsAtOrBelow[knot] - CountsBelow[knot]);
        knot = ~knot;
        if (knot == 0) return (0, 0);
        int before = CountsAtOrBelow[knot - 1];
        if (knot == Values.Length) return (before, 0);

        // Halved, so that the distance of two great numbers is one.
        double low = Values[knot - 1] / 2, high = Values[knot] / 2;
        double share = Math.Clamp(((value / 2) - low) / (high - low), 0, 1);
        return (before + ((CountsBelow[knot] - before) * share), 0);
    }

    /// <summary>Whether both have the same knots.</summary>
    /// <inheritdoc/>
    public bool Equals(ValueSpread? other) =>
        other is not null && Values.AsSpan().SequenceEqual(other.Values.AsSpan())
        && CountsBelow.AsSpan().SequenceEqual(other.CountsBelow.AsSpan()) && CountsAtOrBelow.AsSpan().SequenceEqual(other.CountsAtOrBelow.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueSpread);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Values.Length, Count, Values.IsEmpty ? 0 : Values[0]);

    // Zero has one form, so that equal numbers have equal bits.
    private static double[] Present(ReadOnlySpan<double> numbers)
    {
        double[] present = new double[numbers.Length];
        int count = 0;
        foreach (double number in numbers)
        {
            if (!double.IsNaN(number)) present[count++] = number == 0 ? 0 : number;
        }

        return present[..count];
    }

    private static List<int> StartsOfRuns(double[] sorted, int most)
    {
        var starts = new List<int>();
        for (int start = 0; start < sorted.Length && starts.Count < most; start = EndOfRun(sorted, start)) starts.Add(start);
        return starts;
    }

    private static List<int> StartsAtRanks(double[] sorted)
    {
        var starts = new List<int>();
        foreach (int rank in KnotRanks)
        {
            double value = sorted[(int)((long)rank * (sorted.Length - 1) / Thousand)];
            if (starts.Count == 0 || sorted[starts[^1]] != value) starts.Add(FirstNotBelow(sorted, value));
        }

        return starts;
    }

    private static int EndOfRun(double[] sorted, int start) => FirstNotBelow(sorted, sorted[start] == double.MaxValue ? double.PositiveInfinity : Math.BitIncrement(sorted[start]));

    private static int FirstNotBelow(double[] sorted, double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static void Check(ImmutableArray<double> values, ImmutableArray<int> below, ImmutableArray<int> atOrBelow)
    {
        if (values.IsDefault || values.Length > MostExact) throw Bad($"There are {(values.IsDefault ? 0 : values.Length)} knots; there may be at most {MostExact}.", nameof(values));
        if (below.IsDefault || below.Length != values.Length) throw Bad($"There are {values.Length} values and {(below.IsDefault ? 0 : below.Length)} counts below; there must be one of each a knot.", nameof(below));
        if (atOrBelow.IsDefault || atOrBelow.Length != values.Length) throw Bad($"There are {values.Length} values and {(atOrBelow.IsDefault ? 0 : atOrBelow.Length)} counts at or below; there must be one of each a knot.", nameof(atOrBelow));
        int before = 0;
        for (int knot = 0; knot < values.Length; knot++)
        {
            if (!double.IsFinite(values[knot])) throw Bad($"The value of knot {knot} (first = 0) is {values[knot]}; it must be finite.", nameof(values));
            if (knot > 0 && values[knot] <= values[knot - 1]) throw Bad($"The value of knot {knot} (first = 0) is {values[knot]}; it must be above the one before, {values[knot - 1]}.", nameof(values));
            if (below[knot] < before || (knot == 0 && below[knot] != 0)) throw Bad($"The count below knot {knot} (first = 0) is {below[knot]}; it must be {(knot == 0 ? "" : "at least ")}{before}.", nameof(below));
            if (atOrBelow[knot] <= below[knot]) throw Bad($"The count at or below knot {knot} (first = 0) is {atOrBelow[knot]}; it must be above that below, {below[knot]}.", nameof(atOrBelow));
            before = atOrBelow[knot];
        }
    }

    private static ArgumentException Bad(FormattableString problem, string parameter) => new(problem.ToString(CultureInfo.InvariantCulture), parameter);
}
