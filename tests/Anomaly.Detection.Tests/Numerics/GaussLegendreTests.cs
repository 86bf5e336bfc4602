using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Numerics;

public class GaussLegendreTests
{
    [Fact]
    public void Of_TwoPoints_IsTheRuleByHand()
    {
        // Zeros of (3x² − 1)/2 are ±1/√3; on [0, 1] that is (1 ± 1/√3)/2, each of weight ½.
        var rule = GaussLegendre.Of(2);

        rule.Points[0].Should().BeApproximately((1 - (1 / Math.Sqrt(3))) / 2, 1e-16);
        rule.Points[1].Should().BeApproximately((1 + (1 / Math.Sqrt(3))) / 2, 1e-16);
        rule.Weights[0].Should().BeApproximately(0.5, 1e-15);
        rule.Weights[1].Should().BeApproximately(0.5, 1e-15);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(21)]
    [InlineData(128)]
    public void Of_AnyCount_IntegratesPowersUpToTwiceTheCount(int count)
    {
        var rule = GaussLegendre.Of(count);

        rule.Points.Should().HaveCount(count).And.BeInAscendingOrder().And.OnlyContain(point => point > 0 && point < 1);
        rule.Weights.Should().HaveCount(count).And.OnlyContain(weight => weight > 0);
        for (int power = 0; power < 2 * count; power++)
        {
            double integral = rule.Points.Select((point, i) => rule.Weights[i] * Math.Pow(point, power)).Sum();
            integral.Should().BeApproximately(1.0 / (power + 1), 2e-15, "power {0}", power);
        }
    }

    [Fact]
    public void Of_OnePowerTooMany_IsNotExact() =>
        GaussLegendre.Of(2).Points.Sum(point => 0.5 * Math.Pow(point, 4)).Should().NotBeApproximately(0.2, 1e-3);

    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    public void Of_MostPointsThatAreUsed_IntegrateProductsOfManyMoreFactors(int players)
    {
        // The sharpest integrands that Shapley values of so many players ask for: all hot or all cold, 1/n.
        var rule = GaussLegendre.Of(128);

        rule.Points.Select((point, i) => rule.Weights[i] * Math.Pow(point, players - 1)).Sum().Should().BeApproximately(1.0 / players, 1e-12);
        rule.Points.Select((point, i) => rule.Weights[i] * Math.Pow(1 - point, players - 1)).Sum().Should().BeApproximately(1.0 / players, 1e-12);
    }
}
