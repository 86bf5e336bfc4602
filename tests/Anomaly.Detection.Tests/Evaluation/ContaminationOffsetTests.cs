using System.Text.Json;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Tests.Oracles;

namespace Anomaly.Detection.Tests.Evaluation;

public class ContaminationOffsetTests
{
    [Fact]
    public void Of_OracleScores_IsNumpysPercentileToTheBit()
    {
        using JsonDocument oracle = Oracle.Open("isolation_forest.json");
        foreach (JsonElement one in oracle.RootElement.GetProperty("percentiles").EnumerateArray())
        {
            double[] scores = [.. one.GetProperty("scores").EnumerateArray().Select(value => value.GetDouble())];
            double share = one.GetProperty("contamination").GetDouble();

            ContaminationOffset.Of(scores, share).Should().Be(one.GetProperty("offset").GetDouble(), "{0} of {1} scores", share, scores.Length);
        }
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(0.37)]
    [InlineData(0.5)]
    public void Of_DistinctScores_FlagsTheShare(double share)
    {
        var random = new RandomStream(4);
        double[] scores = [.. Enumerable.Range(0, 1000).Select(_ => random.NextDouble())];

        double offset = ContaminationOffset.Of(scores, share);

        scores.Count(score => score > offset).Should().Be((int)Math.Round(1000 * share));
    }

    [Fact]
    public void Of_EqualScores_FlagsNobody() => ContaminationOffset.Of([0.6, 0.6, 0.6], 0.5).Should().Be(0.6);

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.51)]
    [InlineData(double.NaN)]
    public void Of_ShareOutOfRange_IsRefused(double share) =>
        FluentActions.Invoking(() => ContaminationOffset.Of([1.0], share)).Should().Throw<OptionsException>().WithMessage("*contamination*0.5*");

    [Fact]
    public void Of_ScoreThatIsNotFinite_IsNamed() =>
        FluentActions.Invoking(() => ContaminationOffset.Of([1.0, double.NaN], 0.1)).Should().Throw<ArgumentException>().WithMessage("Score 1 is NaN*");

    [Fact]
    public void Of_NoScores_IsRefused() =>
        FluentActions.Invoking(() => ContaminationOffset.Of([], 0.1)).Should().Throw<ArgumentException>().WithMessage("There are no scores.*");
}
