using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Data;

public sealed class ValueSpreadTests
{
    public static TheoryData<double[], int[], int[], string> Bad { get; } = new()
    {
        { [1, 2], [0], [1, 2], "There are 2 values and 1 counts below; there must be one of each a knot*" },
        { [1, 2], [0, 1], [1], "There are 2 values and 1 counts at or below; there must be one of each a knot*" },
        { [1, double.NaN], [0, 1], [1, 2], "The value of knot 1 (first = 0) is NaN; it must be finite*" },
        { [2, 2], [0, 1], [1, 2], "The value of knot 1 (first = 0) is 2; it must be above the one before, 2*" },
        { [1, 2], [1, 1], [2, 2], "The count below knot 0 (first = 0) is 1; it must be 0*" },
        { [1, 2], [0, 1], [2, 3], "The count below knot 1 (first = 0) is 1; it must be at least 2*" },
        { [1, 2], [0, 1], [1, 1], "The count at or below knot 1 (first = 0) is 1; it must be above that below, 1*" },
    };

    [Fact]
    public void Of_FewValues_KeepsAllAndCountsExactly()
    {
        var spread = ValueSpread.Of([5, 1, double.NaN, 2, 5, 1, 9, 5]);

        spread.Values.Should().Equal(1, 2, 5, 9);
        spread.CountsBelow.Should().Equal(0, 2, 3, 6);
        spread.CountsAtOrBelow.Should().Equal(2, 3, 6, 7);
        spread.Count.Should().Be(7);
    }

    [Theory]
    [InlineData(0.5, 0, 0)]
    [InlineData(1, 0, 2)]
    [InlineData(1.5, 2, 0)]
    [InlineData(5, 3, 3)]
    [InlineData(9, 6, 1)]
    [InlineData(10, 7, 0)]
    [InlineData(double.PositiveInfinity, 7, 0)]
    [InlineData(double.NegativeInfinity, 0, 0)]
    public void CountsOf_FewValues_AreThoseOfTheNumbers(double value, double below, double at) =>
        ValueSpread.Of([5, 1, 2, 5, 1, 9, 5]).CountsOf(value).Should().Be((below, at));

    [Fact]
    public void Of_Nothing_HasNoKnots()
    {
        var spread = ValueSpread.Of([double.NaN, double.NaN]);

        spread.Count.Should().Be(0);
        spread.CountsOf(3).Should().Be((0.0, 0.0));
    }

    [Fact]
    public void Of_BothZeros_AreOneValue() => ValueSpread.Of([0.0, -0.0]).CountsAtOrBelow.Should().Equal(2);

    [Fact]
    public void Of_ExtremeNumbers_AreCounted()
    {
        var spread = ValueSpread.Of([double.MaxValue, double.MinValue, double.MaxValue]);

        spread.CountsAtOrBelow.Should().Equal(1, 3);
        spread.CountsOf(0).Should().Be((1.0, 0.0));
    }

    [Theory]
    [InlineData(129)]
    [InlineData(1_000)]
    [InlineData(20_011)]
    public void CountsOf_ManyValues_AreExactAtKnotsAndNearBetween(int count)
    {
        double[] numbers = Skewed(count);
        double[] sorted = [.. numbers.Order()];
        var spread = ValueSpread.Of(numbers);

        spread.Values.Length.Should().BeInRange(40, ValueSpread.MostExact);
        spread.Values[0].Should().Be(sorted[0]);
        spread.Values[^1].Should().Be(sorted[^1]);
        foreach (double number in numbers)
        {
            // The obvious reference.
            int below = numbers.Count(other => other < number), at = numbers.Count(other => other == number);
            (double Below, double At) found = spread.CountsOf(number);
            if (spread.Values.Contains(number)) found.Should().Be(((double)below, (double)at));
            double share = (double)below / count;
            double step = share is < 0.01 or > 0.99 ? 0.001 : share is < 0.05 or > 0.95 ? 0.005 : 0.02;
            Math.Abs(found.Below - below).Should().BeLessThanOrEqualTo((step * count) + 2);
            if (count > 5_000) break;
        }
    }

    [Fact]
    public void CountsOf_RisingValues_NeverFall()
    {
        var spread = ValueSpread.Of(Skewed(5_000));
        double last = 0;
        for (double value = -1; value < 60; value += 0.01)
        {
            (double below, double at) = spread.CountsOf(value);
            below.Should().BeInRange(last, 5_000);
            last = below;
            (below + at).Should().BeLessThanOrEqualTo(5_000);
        }
    }

    [Fact]
    public void Of_OtherOrder_IsTheSame()
    {
        double[] numbers = Skewed(3_000);
        var spread = ValueSpread.Of(numbers);
        Array.Reverse(numbers);

        ValueSpread.Of(numbers).Should().Be(spread).And.NotBe(ValueSpread.Of(numbers.AsSpan(1)));
        ValueSpread.Of(numbers).GetHashCode().Should().Be(spread.GetHashCode());
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Constructor_BadKnot_IsNamed(double[] values, int[] below, int[] atOrBelow, string message) =>
        FluentActions.Invoking(() => new ValueSpread([.. values], [.. below], [.. atOrBelow])).Should().Throw<ArgumentException>().WithMessage(message);

    [Fact]
    public void Constructor_TooManyKnots_IsRefused()
    {
        ImmutableArray<int> ranks = [.. Enumerable.Range(0, 129)];

        FluentActions.Invoking(() => new ValueSpread([.. ranks.Select(rank => (double)rank)], ranks, [.. ranks.Select(rank => rank + 1)]))
            .Should().Throw<ArgumentException>().WithMessage("There are 129 knots; there may be at most 128*");
    }

    // Many ties near 0 and a long tail.
    private static double[] Skewed(int count)
    {
        var random = new RandomStream(11);
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) numbers[i] = i % 7 == 0 ? 3 : Math.Round(50 * random.NextDouble() * random.NextDouble() * random.NextDouble(), 4);
        return numbers;
    }
}
