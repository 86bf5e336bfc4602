using System.Text.Json;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Tests.Oracles;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>Isotonic calibration: scikit-learn's curve (Oracles/isotonic.py), and the one of its definition.</summary>
public class IsotonicCalibrationTests
{
    public static TheoryData<string> CaseNames => [.. Cases().Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void Probability_TieHeavySet_EqualsScikitLearn(string name)
    {
        JsonElement expected = Cases()[name];
        double[] scores = Numbers(expected, "scores");
        bool[] isAnomaly = [.. Numbers(expected, "labels").Select(label => label == 1)];
        double[] asked = Numbers(expected, "asked"), probabilities = Numbers(expected, "probabilities");

        var curve = IsotonicCalibration.Fit(scores, isAnomaly);

        if (curve is null) probabilities.Should().OnlyContain(p => Math.Abs(p - probabilities[0]) < 1e-12, "a flat curve is none");
        for (int i = 0; curve is not null && i < asked.Length; i++) curve.Probability(asked[i]).Should().BeApproximately(probabilities[i], 1e-12, "that is scikit-learn's at {0}", asked[i]);
    }

    // .2 and .3 are pooled: 1 of 2.
    [Fact]
    public void Fit_FiveRows_HasTheKnotsOfTheLevels()
    {
        IsotonicCalibration curve = IsotonicCalibration.Fit([.1, .2, .3, .4, .5], [false, true, false, true, true])!;

        curve.Scores.Should().Equal(.1, .2, .3, .4, .5);
        curve.Probabilities.Should().Equal(0, .5, .5, 1, 1);
        curve.BaseRate.Should().Be(.6);
        curve.IsFittedToLabels.Should().BeTrue();
        new[] { .15, .2, .35, 0, .6 }.Select(curve.Probability).Should().SatisfyRespectively(
            p => p.Should().BeApproximately(.25, 1e-15),
            p => p.Should().Be(.5),
            p => p.Should().BeApproximately(.75, 1e-15),
            p => p.Should().Be(0),
            p => p.Should().Be(1));
        curve.Probability(double.NaN).Should().Be(double.NaN);
    }

    // The value at a score is the greatest, over where a window of scores may begin at or below it, of the least share of anomalies over where it may end.
    [Fact]
    public void Fit_DrawnSets_HasTheMinimaxValues()
    {
        foreach (ScoredRows set in ScoredRows.DrawMany(400, seed: 31).Where(set => set.IsAnomaly.Contains(true) && set.IsAnomaly.Contains(false)))
        {
            double[] distinct = [.. set.Scores.Distinct().Order()];
            double[] expected = [.. distinct.Select((_, at) => Minimax(set, distinct, at))];

            var curve = IsotonicCalibration.Fit(set.Scores, set.IsAnomaly);

            if (curve is null) expected.Should().OnlyContain(p => p == expected[0], "{0}", set);
            else distinct.Select(curve.Probability).Should().Equal(expected, "{0}", set);
        }
    }

    [Fact]
    public void Fit_OtherOrderOfRows_IsEqual()
    {
        var random = new RandomStream(9);
        foreach (ScoredRows set in ScoredRows.DrawMany(50, seed: 32).Where(set => set.IsAnomaly.Contains(false)))
        {
            ScoredRows shuffled = set.Shuffled(ref random);

            var curve = IsotonicCalibration.Fit(set.Scores, set.IsAnomaly);
            var other = IsotonicCalibration.Fit(shuffled.Scores, shuffled.IsAnomaly);

            other.Should().Be(curve);
            other?.GetHashCode().Should().Be(curve!.GetHashCode());
        }
    }

    [Fact]
    public void Probability_BetweenAnyKnots_NeverFallsNorLeavesTheirRange()
    {
        double[] places = [double.MinValue, -1e300, -1, -1e-320, 0, 5e-324, 1e-323, 2e-323, 0.1, 1, Math.BitIncrement(1), 1e300, double.MaxValue];
        var curve = new IsotonicCalibration([.. places], [.. places.Select((_, i) => i / 17.0)]);
        var random = new RandomStream(3);
        double[] asked = [double.NegativeInfinity, .. places, 1.5e-323, .. Enumerable.Range(0, 2_000).Select(_ => BitConverter.Int64BitsToDouble((long)random.NextUInt64())).Where(double.IsFinite), double.PositiveInfinity];
        Array.Sort(asked);

        double before = 0;
        foreach (double score in asked)
        {
            double probability = curve.Probability(score);
            probability.Should().BeInRange(before, 12 / 17.0, "of {0}", score);
            before = probability;
        }
    }

    [Fact]
    public void Fit_FlatCurve_GivesNone()
    {
        IsotonicCalibration.Fit([1, 1, 1], [true, false, false]).Should().BeNull();
        IsotonicCalibration.Fit([1, 2], [true, false]).Should().BeNull();
    }

    [Fact]
    public void Fit_OneClass_IsRefused() =>
        FluentActions.Invoking(() => IsotonicCalibration.Fit([1, 2], [true, true])).Should().Throw<UndefinedMetricException>().WithMessage("A calibration is undefined for 2 anomalies and 0 normal rows*");

    [Fact]
    public void Equals_OtherKnotsOrBaseRate_IsFalse()
    {
        var curve = new IsotonicCalibration([0, 1], [0, 1]);

        curve.Should().Be(new IsotonicCalibration([0, 1], [0, 1]));
        curve.Should().NotBe(new IsotonicCalibration([0, 1], [0, .5]));
        curve.Should().NotBe(new IsotonicCalibration([0, 2], [0, 1]));
        curve.Should().NotBe(curve with { BaseRate = .5 });
    }

    [Theory]
    [InlineData(new double[0], new double[0], "There are 0 knots; there must be 1 to 1000000.*")]
    [InlineData(new[] { 1.0 }, new[] { 1.0, 1.0 }, "There are 1 scores and 2 probabilities*")]
    [InlineData(new[] { 1.0, double.NaN }, new[] { 0.0, 1.0 }, "The score of knot 1 (first = 0) is NaN; it must be finite.*")]
    [InlineData(new[] { 1.0, 1.0 }, new[] { 0.0, 1.0 }, "The score of knot 1 (first = 0) is 1; it must be above the one before, 1.*")]
    [InlineData(new[] { 1.0, 2.0 }, new[] { 0.5, 0.25 }, "The probability of knot 1 (first = 0) is 0.25; it must not be below the one before, 0.5.*")]
    [InlineData(new[] { 1.0, 2.0 }, new[] { 0.5, 1.25 }, "The probability of knot 1 (first = 0) is 1.25; it must be in [[]0, 1].*")]
    public void Knots_OutOfOrderOrRange_AreRefused(double[] scores, double[] probabilities, string message) =>
        FluentActions.Invoking(() => new IsotonicCalibration([.. scores], [.. probabilities])).Should().Throw<ArgumentException>().WithMessage(message.Replace("[[]", "["));

    private static double Minimax(ScoredRows set, double[] distinct, int at)
    {
        double greatest = double.NegativeInfinity;
        for (int first = 0; first <= at; first++)
        {
            double least = double.PositiveInfinity;
            for (int last = at; last < distinct.Length; last++)
            {
                bool[] labels = [.. set.IsAnomaly.Where((_, row) => set.Scores[row] >= distinct[first] && set.Scores[row] <= distinct[last])];
                least = Math.Min(least, (double)labels.Count(isAnomaly => isAnomaly) / labels.Length);
            }

            greatest = Math.Max(greatest, least);
        }

        return greatest;
    }

    private static Dictionary<string, JsonElement> Cases()
    {
        using JsonDocument document = Oracle.Open("isotonic.json");
        return document.RootElement.GetProperty("cases").EnumerateArray().ToDictionary(item => item.GetProperty("name").GetString()!, item => item.Clone());
    }

    private static double[] Numbers(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];
}
