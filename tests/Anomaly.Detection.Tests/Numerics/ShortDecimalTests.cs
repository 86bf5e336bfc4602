using Anomaly.Detection.Numerics;
using CsCheck;

namespace Anomaly.Detection.Tests.Numerics;

public sealed class ShortDecimalTests
{
    [Theory]
    [InlineData(31.7, -5, 31)]
    [InlineData(31.7, 31.2, 31.7)]
    [InlineData(31.74, 31.2, 31.7)]
    [InlineData(31.2, 31.26, 31.2)]
    [InlineData(31.21, 40, 32)]
    [InlineData(-0.4, 3, 0)]
    [InlineData(0.0123, 0.0125, 0.0123)]
    [InlineData(0.01234, 0.0125, 0.0124)]
    [InlineData(1.23456e-20, 1.3e-20, 1.235e-20)]
    [InlineData(1e300, 2e300, 1e300)]
    [InlineData(5, 5, 5)]
    public void Nearest_Range_IsTheShortestDecimalNearTheEdge(double edge, double other, double expected) => ShortDecimal.Nearest(edge, other).Should().Be(expected);

    [Theory]
    [InlineData(31.7, 31.2, double.NaN)]
    [InlineData(31.7, 30, 31)]
    [InlineData(30.2, 31, 31)]
    [InlineData(-0.5, 1, 0)]
    public void NearestWhole_Range_IsTheWholeNumberNearTheEdge(double edge, double other, double expected) => ShortDecimal.NearestWhole(edge, other).Should().Be(expected);

    [Fact]
    public void Nearest_AnyRange_LiesInIt() =>
        Gen.Select(Gen.Double, Gen.Double).Where(ends => double.IsFinite(ends.Item1) && double.IsFinite(ends.Item2)).Holds(
            (edge, other) => ShortDecimal.Nearest(edge, other) is var found && found >= Math.Min(edge, other) && found <= Math.Max(edge, other),
            count: 2_000);
}
