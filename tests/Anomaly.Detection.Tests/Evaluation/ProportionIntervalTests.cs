using System.Text.Json;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Tests.Oracles;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class ProportionIntervalTests
{
    private const double Tolerance = 1e-11;

    // Oracles/proportion_intervals.py: up to 2·10⁹ trials, rates down to 10⁻⁹.
    [Fact]
    public void Intervals_OfScipy_AreTheSameToTheirDigits()
    {
        using JsonDocument oracle = Oracle.Open("proportion_intervals.json");
        foreach (JsonElement one in oracle.RootElement.GetProperty("cases").EnumerateArray())
        {
            long successes = one.GetProperty("successes").GetInt64(), trials = one.GetProperty("trials").GetInt64();
            double confidence = one.GetProperty("confidence").GetDouble();
            string what = $"{successes} of {trials} at {confidence}";

            ShouldBe(ProportionInterval.ClopperPearson(successes, trials, confidence), Pair(one, "clopperPearson"), what);
            (double low, double high) = Pair(one, "clopperPearsonOneSided");
            ShouldBe(ProportionInterval.ClopperPearsonLower(successes, trials, confidence), low, what);
            ShouldBe(ProportionInterval.ClopperPearsonUpper(successes, trials, confidence), high, what);

            // scipy takes the lower end as a difference of two numbers of the size of the rate's error, and so loses digits of small ones.
            (low, high) = Pair(one, "wilson");
            MetricInterval wilson = ProportionInterval.Wilson(successes, trials, confidence);
            wilson.Low.Should().BeApproximately(low, 1e-14, what);
            wilson.High.Should().BeApproximately(high, 1e-14, what);
        }
    }

    [Fact]
    public void NormalQuantile_OfScipy_IsTheSameToTheLastDigits()
    {
        using JsonDocument oracle = Oracle.Open("proportion_intervals.json");
        foreach (JsonElement pair in oracle.RootElement.GetProperty("quantiles").EnumerateArray())
        {
            ShouldBe(NormalQuantile.Of(pair[0].GetDouble()), pair[1].GetDouble(), $"the quantile of {pair[0]}");
        }

        NormalQuantile.OfTwoSides(0.95).Should().BeApproximately(1.959963984540054, 1e-15);
    }

    [Fact]
    public void Ends_NothingOrAllSucceeded_AreExact()
    {
        foreach (long trials in new long[] { 1, 2, 7, 100, 12_345, 5_000_000, 3_000_000_000 })
        {
            foreach (double confidence in new[] { 0.5, 0.9, 0.95, 0.99, 0.9999 })
            {
                ProportionInterval.Wilson(0, trials, confidence).Low.Should().Be(0);
                ProportionInterval.Wilson(trials, trials, confidence).High.Should().Be(1);
                ProportionInterval.WilsonLower(0, trials, confidence).Should().Be(0);
                ProportionInterval.WilsonUpper(trials, trials, confidence).Should().Be(1);
                ProportionInterval.ClopperPearson(0, trials, confidence).Low.Should().Be(0);
                ProportionInterval.ClopperPearson(trials, trials, confidence).High.Should().Be(1);
            }
        }
    }

    [Fact]
    public void Intervals_NoTrials_AreUndefined()
    {
        var undefined = new MetricInterval(double.NaN, double.NaN, double.NaN);

        ProportionInterval.Wilson(0, 0).Should().Be(undefined);
        ProportionInterval.ClopperPearson(0, 0).Should().Be(undefined);
        ProportionInterval.WilsonLower(0, 0).Should().Be(double.NaN);
        ProportionInterval.ClopperPearsonUpper(0, 0).Should().Be(double.NaN);
    }

    // Φ⁻¹(0.95) = 1.6448…: one side of 95 % is an end of a two-sided 90 %.
    [Fact]
    public void OneSidedEnds_AreThoseOfTwiceTheTail()
    {
        MetricInterval two = ProportionInterval.Wilson(17, 100, 0.9), exact = ProportionInterval.ClopperPearson(17, 100, 0.9);

        ProportionInterval.WilsonLower(17, 100).Should().BeApproximately(two.Low, 1e-15);
        ProportionInterval.WilsonUpper(17, 100).Should().BeApproximately(two.High, 1e-15);
        ProportionInterval.ClopperPearsonLower(17, 100).Should().BeApproximately(exact.Low, 1e-15);
        ProportionInterval.ClopperPearsonUpper(17, 100).Should().BeApproximately(exact.High, 1e-15);
    }

    // The promise that Clopper and Pearson's interval keeps: at each rate, the samples whose interval holds it have at least that likelihood.
    [Fact]
    public void ClopperPearson_AnyRate_CoversAtLeastAsOftenAsItSays()
    {
        const int Trials = 30;
        MetricInterval[] intervals = [.. Enumerable.Range(0, Trials + 1).Select(successes => ProportionInterval.ClopperPearson(successes, Trials))];
        for (double rate = 0.01; rate < 1; rate += 0.01)
        {
            double covered = Math.Pow(1 - rate, Trials) * (intervals[0].High >= rate ? 1 : 0);
            for (int successes = 1; successes <= Trials; successes++)
            {
                if (intervals[successes].Low <= rate && rate <= intervals[successes].High) covered += BinomialTail.At(successes, Trials, rate).Point;
            }

            covered.Should().BeGreaterThanOrEqualTo(0.95, "at rate {0}", rate);
        }
    }

    [Fact]
    public void BinomialTail_SmallCases_EqualTheSumOfTheirLikelihoods()
    {
        for (int trials = 1; trials <= 25; trials++)
        {
            foreach (double rate in new[] { 0.001, 0.1, 0.37, 0.5, 0.8, 0.999 })
            {
                double tail = 0, choose = 1;
                for (int successes = trials; successes >= 1; successes--)
                {
                    double point = choose * Math.Pow(rate, successes) * Math.Pow(1 - rate, trials - successes);
                    tail += point;
                    choose = choose * successes / (trials - successes + 1);

                    (double actualTail, double actualPoint) = BinomialTail.At(successes, trials, rate);
                    actualPoint.Should().BeApproximately(point, 1e-13 * point, "{0} of {1} at {2}", successes, trials, rate);
                    actualTail.Should().BeApproximately(tail, 1e-13 * tail, "{0} of {1} at {2}", successes, trials, rate);
                }
            }
        }
    }

    [Theory]
    [InlineData(-1, 5, 0.95, "There are -1 successes of 5 trials; expected a number in [0, 5].*")]
    [InlineData(6, 5, 0.95, "There are 6 successes of 5 trials*")]
    [InlineData(0, -1, 0.95, "There are -1 trials; expected at least 0*")]
    [InlineData(1, 5, 1, "The confidence is 1; it must be between 0 and 1.*")]
    [InlineData(1, 5, double.NaN, "The confidence is NaN*")]
    public void Intervals_OutOfRange_NameTheValue(long successes, long trials, double confidence, string message)
    {
        FluentActions.Invoking(() => ProportionInterval.Wilson(successes, trials, confidence)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        FluentActions.Invoking(() => ProportionInterval.WilsonLower(successes, trials, confidence)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        FluentActions.Invoking(() => ProportionInterval.WilsonUpper(successes, trials, confidence)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        FluentActions.Invoking(() => ProportionInterval.ClopperPearson(successes, trials, confidence)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        FluentActions.Invoking(() => ProportionInterval.ClopperPearsonLower(successes, trials, confidence)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
        FluentActions.Invoking(() => ProportionInterval.ClopperPearsonUpper(successes, trials, confidence)).Should().Throw<ArgumentOutOfRangeException>().WithMessage(message);
    }

    private static (double Low, double High) Pair(JsonElement one, string name) => (one.GetProperty(name)[0].GetDouble(), one.GetProperty(name)[1].GetDouble());

    private static void ShouldBe(MetricInterval actual, (double Low, double High) expected, string what)
    {
        ShouldBe(actual.Low, expected.Low, what);
        ShouldBe(actual.High, expected.High, what);
    }

    private static void ShouldBe(double actual, double expected, string what) => actual.Should().BeApproximately(expected, Tolerance * Math.Abs(expected), "of {0}", what);
}
