using System.Collections.Immutable;

namespace Anomaly.Detection.Tests;

public class CandidateGridTests
{
    private static readonly GridAxis Threshold = GridAxis.Of<double?>("threshold", [0.5, null], (options, value) => options with { Threshold = value });

    private static readonly GridAxis Column = GridAxis.Of<string[]>("without", [[], ["a"], ["a", "b"]], (options, value) => options with { Exclude = value }, value => value.Length == 0 ? "none" : string.Join('+', value));

    [Fact]
    public void Vary_TwoAxes_CombinesAllWithTheLastFastest()
    {
        ImmutableArray<DetectorCandidate> grid = CandidateGrid.Vary("forest", new AnomalyDetectorOptions(), Threshold, Column);

        grid.Select(candidate => candidate.Name).Should().Equal(
            "forest threshold=0.5 without=none", "forest threshold=0.5 without=a", "forest threshold=0.5 without=a+b",
            "forest threshold=none without=none", "forest threshold=none without=a", "forest threshold=none without=a+b");
        grid[2].Options.Should().Be(new AnomalyDetectorOptions { Threshold = 0.5, Exclude = ["a", "b"] });
        grid[3].Options.Should().Be(new AnomalyDetectorOptions());
    }

    [Fact]
    public void Vary_NoAxes_IsTheBaseAlone() =>
        CandidateGrid.Vary("base", new AnomalyDetectorOptions { Threshold = 0.25 }).Should().Equal(new DetectorCandidate("base", new AnomalyDetectorOptions { Threshold = 0.25 }));

    [Fact]
    public void Vary_AxisThatChangesNothing_IsRefused()
    {
        var idle = GridAxis.Of("idle", [1, 2], (options, _) => options);

        FluentActions.Invoking(() => CandidateGrid.Vary("f", new AnomalyDetectorOptions(), idle))
            .Should().Throw<ArgumentException>().WithMessage("Candidates 'f idle=1' and 'f idle=2' have the same options; every value must change them.*");
    }

    [Fact]
    public void Vary_TooMany_IsRefusedBeforeAnyIsMade()
    {
        var beta = GridAxis.Of("beta", [.. Enumerable.Range(1, 40)], (AnomalyDetectorOptions _, int _) => throw new InvalidOperationException("made"));
        var rate = GridAxis.Of("rate", [.. Enumerable.Range(1, 26)], (AnomalyDetectorOptions options, int _) => options);

        FluentActions.Invoking(() => CandidateGrid.Vary("f", new AnomalyDetectorOptions(), beta, rate))
            .Should().Throw<ArgumentException>().WithMessage("The first 2 of 2 axes make 1040 candidates; a grid may have 1000.*");
    }

    [Fact]
    public void Vary_TwoAxesOfOneName_AreRefused() => FluentActions
        .Invoking(() => CandidateGrid.Vary("f", new AnomalyDetectorOptions(), Threshold, Threshold))
        .Should().Throw<ArgumentException>().WithMessage("Two axes are named 'threshold'; names must differ.*");

    [Fact]
    public void Vary_AxisWithoutOptions_IsRefused() => FluentActions
        .Invoking(() => CandidateGrid.Vary("f", new AnomalyDetectorOptions(), GridAxis.Of("x", [7], (AnomalyDetectorOptions _, int _) => null!)))
        .Should().Throw<ArgumentException>().WithMessage("Axis 'x' gives no options for 7.*");

    [Fact]
    public void Of_EqualValues_AreRefused() => FluentActions
        .Invoking(() => GridAxis.Of("depth", [5, 10, 5], (AnomalyDetectorOptions options, int _) => options))
        .Should().Throw<ArgumentException>().WithMessage("Axis 'depth' shows two values as '5'; values must differ.*");

    [Theory]
    [InlineData("two words")]
    [InlineData("a=b")]
    [InlineData("")]
    public void Of_OddName_IsRefused(string name) => FluentActions
        .Invoking(() => GridAxis.Of(name, [1], (AnomalyDetectorOptions options, int _) => options)).Should().Throw<ArgumentException>();

    [Fact]
    public void Of_NoValues_IsRefused() => FluentActions
        .Invoking(() => GridAxis.Of("x", Array.Empty<int>(), (options, _) => options)).Should().Throw<ArgumentException>().WithMessage("Axis 'x' has 0 values; at least one is needed.*");

    [Fact]
    public void Values_NumbersTruthsAndNull_AreShownTheSameInEveryCulture()
    {
        GridAxis.Of<object?>("x", [1.5, true, null, "text", DayOfWeek.Friday], (options, _) => options).Values.Should().Equal("1.5", "true", "none", "text", "Friday");
    }
}
