using System.Collections.Immutable;
using Anomaly.Detection.Reporting;
using CsCheck;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class SwarmTests
{
    private const double Dot = Swarm.DotSize;

    // Ten places, each as wide as a dot, for amounts from 0 to 10.
    private static readonly ChartScale TenPlaces = new(0, 10, 100, 100 + (10 * Dot));

    [Fact]
    public void Of_FewRows_StacksThemFromTheLowestValueAtTheFoot()
    {
        // Rows 0, 1 and 3 lie at place 2, whose middle is at 2.5 dots; in the order of their values they are 3, 0, 1, and y counts down.
        ImmutableArray<SwarmDot> dots = Swarm.Of([2.1, 2.9, 7.5, 2.5], [20, 30, 0, 10], TenPlaces);

        dots.Should().Equal(new SwarmDot(3, 100 + (2.5 * Dot), Dot), new SwarmDot(0, 100 + (2.5 * Dot), 0), new SwarmDot(1, 100 + (2.5 * Dot), -Dot), new SwarmDot(2, 100 + (7.5 * Dot), 0));
    }

    [Fact]
    public void Of_MissingValues_StandOnTop() =>
        Swarm.Of([5, 5, 5], [double.NaN, 2, 1], TenPlaces).Select(dot => dot.Row).Should().Equal(2, 1, 0);

    [Fact]
    public void Of_NoRows_DrawsNothing() => Swarm.Of([], [], TenPlaces).Should().BeEmpty();

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(10, 10, 10)]
    [InlineData(1, 400, 1)]
    [InlineData(2, 400, 1)] // 10 √(2 / 400) = 0.71
    [InlineData(16, 400, 2)] // 10 √(16 / 400) = 2
    [InlineData(100, 400, 5)]
    [InlineData(400, 400, 10)]
    [InlineData(2, 11, 2)] // 10 √(2 / 11) = 4.3, but there are only two
    public void Height_OfAStack_IsItsRowsOrTheRootOfItsShare(int count, int fullest, int expected) => Swarm.Height(count, fullest).Should().Be(expected);

    [Fact]
    public void Of_HighStack_DrawsItsLeastAndGreatestValue()
    {
        double[] values = [.. Enumerable.Range(0, 101).Select(i => (double)i)];

        Swarm.Of([.. values.Select(_ => 5.0)], [.. values], TenPlaces).Select(dot => dot.Row).Should().Equal(0, 11, 22, 33, 44, 55, 66, 77, 88, 100);
    }

    [Fact]
    public void Of_AnyRows_NoDotHidesAnotherAndEveryPlaceShows() =>
        Gen.Double[0, 9.99].Array[0, 200].Sample(amounts =>
        {
            ImmutableArray<SwarmDot> dots = Swarm.Of([.. amounts], [.. amounts], TenPlaces);

            return dots.Select(dot => dot.X).Distinct().Count() == amounts.Select(amount => (int)((TenPlaces.Place(amount) - 100) / Dot)).Distinct().Count()
                && dots.All(dot => Math.Abs(dot.Y) <= Swarm.StripHeight / 2)
                && dots.GroupBy(dot => dot.X).All(stack => stack.Select(dot => dot.Y).Order().Pairs().All(pair => pair.Second - pair.First >= Dot - 1e-9))
                && dots.Select(dot => dot.X).Distinct().Order().Pairs().All(pair => pair.Second - pair.First >= Dot - 1e-9);
        });
}
