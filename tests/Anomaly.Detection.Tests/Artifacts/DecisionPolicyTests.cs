using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Artifacts;

public class DecisionPolicyTests
{
    [Theory]
    [InlineData(0.0, false, RiskLevel.Low)]
    [InlineData(0.199, false, RiskLevel.Low)]
    [InlineData(0.2, false, RiskLevel.Medium)]
    [InlineData(0.4, true, RiskLevel.Medium)]
    [InlineData(0.699, true, RiskLevel.Medium)]
    [InlineData(0.7, true, RiskLevel.High)]
    [InlineData(1.0, true, RiskLevel.High)]
    public void RiskOf_BandsLeftAlone_FollowTheThreshold(double probability, bool isAnomaly, RiskLevel risk)
    {
        // Threshold 0.4: Medium from 0.4 / 2 = 0.2, High from (1 + 0.4) / 2 = 0.7.
        var policy = new DecisionPolicy { Threshold = 0.4 };

        policy.IsAnomaly(probability).Should().Be(isAnomaly);
        policy.RiskOf(probability).Should().Be(risk);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void RiskOf_AnomalyAtTheThreshold_IsNeverLow(double threshold) =>
        new DecisionPolicy { Threshold = threshold }.RiskOf(threshold).Should().NotBe(RiskLevel.Low);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Threshold_OutOfRange_IsRefused(double value)
    {
        Action act = () => _ = new DecisionPolicy { Threshold = value };

        act.Should().Throw<OptionsException>().WithMessage("*Threshold*[0, 1]*");
    }

    [Fact]
    public void Equals_FollowedAndGivenBands_AreTheSamePolicy() =>
        new DecisionPolicy { Threshold = 0.5 }.Should().Be(new DecisionPolicy { Threshold = 0.5, MediumRiskFrom = 0.25, HighRiskFrom = 0.75 });

    [Fact]
    public void Policy_HighBelowMedium_IsRefusedByTheArtifact()
    {
        DetectorArtifact artifact = Samples.Small();
        Action act = () => _ = artifact with { Policy = new DecisionPolicy { Threshold = 0.5, MediumRiskFrom = 0.6, HighRiskFrom = 0.5 } };

        act.Should().Throw<OptionsException>().WithMessage("*HighRiskFrom*at least MediumRiskFrom, 0.6*0.5*");
    }
}
