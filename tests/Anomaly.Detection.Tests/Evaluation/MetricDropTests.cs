using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public class MetricDropTests
{
    [Fact]
    public void Of_ThreeMeasurements_HasMeanAndStandardError()
    {
        // Falls .1, .2, .3: mean .2, variance .01 with n − 1, error √(.01 / 3).
        MetricDrop drop = MetricDrop.Of(0.9, [0.8, 0.7, 0.6]);

        drop.Mean.Should().BeApproximately(0.2, 1e-15);
        drop.StandardError.Should().BeApproximately(Math.Sqrt(0.01 / 3), 1e-15);
    }

    [Fact]
    public void Of_OneMeasurement_HasNoStandardError() => MetricDrop.Of(0.5, [0.75]).Should().Be(new MetricDrop(-0.25, double.NaN));

    [Fact]
    public void Of_NoMeasurement_IsRefused() =>
        FluentActions.Invoking(() => MetricDrop.Of(0.5, [])).Should().Throw<ArgumentException>().WithMessage("There are 0 measurements to compare with; at least one is needed.*");

    [Fact]
    public void PermutationOptions_OutOfRange_NameOptionRangeAndValue()
    {
        FluentActions.Invoking(() => new PermutationOptions { Repeats = 0 }).Should().Throw<OptionsException>().WithMessage("option Repeats: expected a whole number in [1, 1000], but was given 0");
        FluentActions.Invoking(() => new PermutationOptions { MaxThreads = 0 }).Should().Throw<OptionsException>().WithMessage("option MaxThreads: expected at least 1, but was given 0");
        FluentActions.Invoking(() => new PermutationOptions { Metric = null! }).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void PermutationOptions_Streams_AreNoneThatTreesOfTheSameSeedDrawFrom()
    {
        PermutationOptions options = new() { Seed = 42 };

        options.Open(0, 0).Should().NotBe(new RandomStream(42)).And.NotBe(options.Open(0, 1)).And.NotBe(options.Open(1, 0));
        options.Open(2, 5).Should().Be(new RandomStream(42, (3UL << 32) + 5));
    }
}
