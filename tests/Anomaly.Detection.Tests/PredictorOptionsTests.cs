using Anomaly.Detection.Inference;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests;

public sealed class PredictorOptionsTests
{
    [Fact]
    public void Scoring_Default_LeavesTheEngineToTheLibraryAndTakesOneThread() =>
        new PredictorOptions().Scoring.Should().Be(new ScorerOptions { Engine = ScoringEngine.Auto, MaxThreads = 1 });

    [Fact]
    public void Scoring_WithScalingOrNull_IsRefused()
    {
        FluentActions.Invoking(() => new PredictorOptions { Scoring = new ScorerOptions { Scaling = new FeatureScaling([0], [1]) } })
            .Should().Throw<OptionsException>().WithMessage("option Scoring: expected options without Scaling, as the encoder's is used, but was given one with Scaling");
        FluentActions.Invoking(() => new PredictorOptions { Scoring = null! }).Should().Throw<OptionsException>().WithMessage("option Scoring: expected options, but was given null");
    }
}
