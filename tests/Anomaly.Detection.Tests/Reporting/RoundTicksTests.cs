using Anomaly.Detection.Reporting;
using CsCheck;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class RoundTicksTests
{
    [Theory]
    [InlineData(0, 1, new[] { 0, 0.2, 0.4, 0.6, 0.8, 1 })]
    [InlineData(-0.3, 0.7, new[] { -0.2, 0, 0.2, 0.4, 0.6 })]
    [InlineData(3, 147, new[] { 50.0, 100 })] // a fifth of 144 is 28.8: steps of 50
    [InlineData(-2e6, 1e6, new[] { -2e6, -1e6, 0, 1e6 })]
    [InlineData(1e-5, 1e-4, new[] { 2e-5, 4e-5, 6e-5, 8e-5, 1e-4 })]
    public void Between_AnAxis_GivesRoundNumbersWithin(double least, double greatest, double[] expected)
    {
        double[] ticks = [.. RoundTicks.Between(least, greatest)];

        ticks.Should().HaveSameCount(expected);
        for (int i = 0; i < ticks.Length; i++) ticks[i].Should().BeApproximately(expected[i], 1e-9 * greatest);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(0, double.Epsilon)]
    [InlineData(double.MinValue, double.MaxValue)]
    [InlineData(1e16, 10000000000000002)]
    [InlineData(-1e-308, 1e-308)]
    public void Between_ExtremeAxes_EndsSoon(double least, double greatest) => RoundTicks.Between(least, greatest).Select(double.IsFinite).Should().HaveCountLessThanOrEqualTo(7).And.NotContain(false);

    [Fact]
    public void Between_AnyAxis_GivesFewTicksWithinInOrder() =>
        Gen.Select(Gen.Double[-1e6, 1e6], Gen.Double[1e-6, 1e6]).Sample((least, width) =>
        {
            double[] ticks = [.. RoundTicks.Between(least, least + width)];
            return ticks.Length is >= 1 and <= 6 && ticks.All(tick => tick >= least - (1e-9 * width) && tick <= least + (width * (1 + 1e-9))) && ticks.Pairs().All(pair => pair.First < pair.Second);
        });

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.25, "-0.25")]
    [InlineData(9_999, "9999")]
    [InlineData(12_500, "12.5k")]
    [InlineData(-3_000_000, "-3M")]
    [InlineData(2.5e9, "2.5G")]
    [InlineData(1e12, "1E+12")]
    [InlineData(0.00002, "2E-5")]
    public void Text_OfATick_IsShort(double value, string expected) => RoundTicks.Text(value).Should().Be(expected);
}
