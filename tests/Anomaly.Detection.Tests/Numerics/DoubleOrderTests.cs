using Anomaly.Detection.Numerics;
using CsCheck;

namespace Anomaly.Detection.Tests.Numerics;

public sealed class DoubleOrderTests
{
    [Fact]
    public void PlaceOf_Values_GrowsWithThem()
    {
        double[] rising = [double.NegativeInfinity, -double.MaxValue, -1, -double.Epsilon, 0, double.Epsilon, 1, double.MaxValue, double.PositiveInfinity];

        rising.Select(DoubleOrder.PlaceOf).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        DoubleOrder.PlaceOf(-0.0).Should().Be(DoubleOrder.PlaceOf(0));
        (DoubleOrder.PlaceOf(double.Epsilon) - DoubleOrder.PlaceOf(-double.Epsilon)).Should().Be(2, "neighbours differ by 1");
    }

    [Fact]
    public void ValueOf_PlaceOfAny_IsTheValue() =>
        Gen.Double.Where(value => !double.IsNaN(value)).Holds(value => DoubleOrder.ValueOf(DoubleOrder.PlaceOf(value)) == value, count: 2_000);

    [Theory]
    [InlineData(3, 5, 4)]
    [InlineData(3, 4, 3)]
    [InlineData(-5, -2, -4)]
    [InlineData(-1, 0, -1)]
    [InlineData(long.MinValue, long.MaxValue, -1)]
    public void Middle_Places_LiesBetweenWithoutOverflow(long low, long high, long expected) => DoubleOrder.Middle(low, high).Should().Be(expected);
}
