using Anomaly.Detection.Numerics;
using Anomaly.Detection.Simulation;

namespace Anomaly.Detection.Tests.Simulation;

public class RandomShapesTests
{
    private const int Draws = 100_000;

    [Fact]
    public void NextNormal_ManyDraws_HasMean0AndVariance1()
    {
        var random = new RandomStream(1);
        double[] draws = [.. Enumerable.Range(0, Draws).Select(_ => random.NextNormal())];
        draws.Average().Should().BeApproximately(0, 0.015);
        draws.Select(draw => draw * draw).Average().Should().BeApproximately(1, 0.02);
        draws.Should().OnlyContain(draw => Math.Abs(draw) < 3.4642);
    }

    [Fact]
    public void NextFactor_ManyDraws_IsPositiveWithMedian1()
    {
        var random = new RandomStream(2);
        double[] draws = [.. Enumerable.Range(0, Draws).Select(_ => random.NextFactor(0.5)).Order()];
        draws[0].Should().BePositive();
        draws[Draws / 2].Should().BeApproximately(1, 0.02);

        // The quantile of one standard deviation is about e^0.5 = 1.65; (1 + 0.5/8)^8 = 1.62.
        draws[(int)(Draws * 0.8413)].Should().BeApproximately(1.62, 0.04);
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(3)]
    [InlineData(20)]
    public void NextCount_ManyDraws_IsWholeAndOfThatMean(double mean)
    {
        var random = new RandomStream(3);
        double[] draws = [.. Enumerable.Range(0, Draws).Select(_ => random.NextCount(mean))];
        draws.Should().OnlyContain(draw => draw >= 0 && draw == Math.Floor(draw));
        draws.Average().Should().BeApproximately(mean, 0.2);
    }

    [Fact]
    public void WeightedTableDraw_ManyDraws_FollowsWeights()
    {
        var table = new WeightedTable<string>((1, "rare"), (0, "never"), (3, "often"));
        var random = new RandomStream(4);
        string[] draws = [.. Enumerable.Range(0, Draws).Select(_ => table.Draw(ref random))];
        draws.Count(draw => draw == "rare").Should().BeInRange(24_000, 26_000);
        draws.Should().NotContain("never");
    }

    [Fact]
    public void BrowserFamilyOn_Lag_DelaysUpdatesOrStopsThem()
    {
        // Chrome/92.0 is of 2024-02-20.
        BrowserFamily.Chrome.On(new DateOnly(2024, 2, 19), 0).Should().Be("Chrome/91.0");
        BrowserFamily.Chrome.On(new DateOnly(2024, 2, 20), 0).Should().Be("Chrome/92.0");
        BrowserFamily.Chrome.On(new DateOnly(2024, 2, 29), 10).Should().Be("Chrome/91.0");
        BrowserFamily.Chrome.On(new DateOnly(2024, 3, 1), 10).Should().Be("Chrome/92.0");
        BrowserFamily.Chrome.On(new DateOnly(2024, 12, 31), BrowserFamily.Never).Should().Be("Chrome/90.0");
    }
}
