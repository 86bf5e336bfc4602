using Anomaly.Detection.Data;
using Anomaly.Detection.Reporting;
using CsCheck;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class ValueAxisTests
{
    [Fact]
    public void Of_ValuesSpread_PlacesThemBySize()
    {
        var axis = ValueAxis.Of([0, 40, 60, double.NaN, 100], FeatureKind.Numeric);

        axis.IsByRank.Should().BeFalse();
        axis.Place(25).Should().Be(0.25);
        axis.Name("clicks").Should().Be("clicks");
        axis.Ticks().Should().Equal((0, "0"), (0.2, "20"), (0.4, "40"), (0.6, "60"), (0.8, "80"), (1, "100"));
    }

    [Fact]
    public void Of_MostInACorner_PlacesThemInTurn()
    {
        // The median, 1, lies at a hundredth of the way: each of 0, 1, 2 and 100 takes a third of the way.
        var axis = ValueAxis.Of([0, 1, 1, 2, 100], FeatureKind.Numeric);

        axis.IsByRank.Should().BeTrue();
        axis.Place(1).Should().Be(1 / 3.0);
        axis.Place(51).Should().BeApproximately(2.5 / 3, 1e-12, "it lies half way between 2 and 100");
        axis.Place(-5).Should().Be(0);
        axis.Place(500).Should().Be(1);
        axis.Name("clicks").Should().Be("clicks (values evenly spaced)");
        axis.Ticks().Should().Equal((0, "0"), (1 / 3.0, "1"), (2 / 3.0, "2"), (1, "100"));
    }

    [Fact]
    public void Of_OneValueOrNone_PlacesItInTheMiddle()
    {
        ValueAxis.Of([7, 7], FeatureKind.Numeric).Place(7).Should().Be(0.5);
        ValueAxis.Of([7, 7], FeatureKind.Numeric).Ticks().Should().Equal((0.5, "7"));
        ValueAxis.Of([double.NaN], FeatureKind.Numeric).Ticks().Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, 30 * 86_400, "1970-01-06")] // a sixth of 30 days
    [InlineData(43_200, 129_600, "01-01 16:00")] // within a day: noon to noon
    public void Ticks_OfTimes_AreAsFineAsTheirSpan(double from, double to, string first) =>
        ValueAxis.Of([from, to], FeatureKind.Timestamp).Ticks().First().Text.Should().Be(first);

    [Fact]
    public void Place_AnyValues_RisesWithThemWithinTheAxis() =>
        Gen.OneOf(Gen.Double[-1, 1], Gen.Double[-1e9, 1e9]).Array[1, 50].Sample(values =>
        {
            var axis = ValueAxis.Of(values, FeatureKind.Numeric);
            double[] places = [.. values.Distinct().Order().Select(axis.Place)];
            return places.All(place => place is >= 0 and <= 1) && places.Pairs().All(pair => pair.First <= pair.Second);
        });
}
