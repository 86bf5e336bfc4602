using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class RocAucIntervalTests
{
    [Fact]
    public void Variance_TieHeavySets_EqualsTheStructuralComponentsOfAllPairs()
    {
        int undefined = 0;
        foreach (ScoredRows rows in ScoredRows.DrawMany(250, seed: 17))
        {
            double expected = OfAllPairs(rows), variance = RocAucInterval.Variance(rows.Scores, rows.IsAnomaly);
            if (double.IsNaN(expected))
            {
                undefined++;
                variance.Should().Be(double.NaN, "of {0}", rows);
                continue;
            }

            variance.Should().BeApproximately(expected, 1e-12, "of {0}", rows);
        }

        undefined.Should().BeInRange(1, 50, "most sets have two rows of each class");
    }

    [Fact]
    public void Compute_TenRows_IsTheLogitIntervalWorkedByHand()
    {
        // 18.5 of 24 pairs are won: the odds are 37 : 11, and the logit's deviation is √var / (37/48 · 11/48).
        const double Area = 37 / 48.0;
        double w = 1.9599639845400545 * Math.Sqrt(OfAllPairs(ScoredRows.Ten)) / (Area * (1 - Area));

        MetricInterval interval = RocAucInterval.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly);

        interval.Value.Should().Be(Area);
        interval.Low.Should().BeApproximately(1 / (1 + (11 / 37.0 * Math.Exp(w))), 1e-14);
        interval.High.Should().BeApproximately(1 / (1 + (11 / 37.0 * Math.Exp(-w))), 1e-14);
    }

    // DeLong's variance is 0 there. Of 3 pairs without a row in common all were won: 0.025^(1/3).
    [Fact]
    public void Compute_PerfectAndReversedRanking_HaveTheExactEndOfIndependentPairs()
    {
        double[] scores = [.9, .8, .7, .3, .2, .1, .1];
        bool[] isAnomaly = [true, true, true, false, false, false, false];

        MetricInterval perfect = RocAucInterval.Compute(scores, isAnomaly);
        MetricInterval reversed = RocAucInterval.Compute([.. scores.Select(score => -score)], isAnomaly);

        (perfect.Value, perfect.High).Should().Be((1, 1));
        perfect.Low.Should().BeApproximately(Math.Cbrt(0.025), 1e-14);
        (reversed.Value, reversed.Low).Should().Be((0, 0));
        reversed.High.Should().BeApproximately(1 - Math.Cbrt(0.025), 1e-14);
        perfect.Low.Should().BeApproximately(ProportionInterval.ClopperPearson(3, 3).Low, 1e-14);
    }

    // No variance within a class of one row, or of all pairs tied: the greatest there can be stands in, A(1 − A) / k.
    [Theory]
    [InlineData(new[] { .5, .2, .6, .1, .3 }, new[] { true, false, false, false, false }, 0.75, 1)]
    [InlineData(new[] { .5, .5, .5, .5, .5 }, new[] { true, true, false, false, false }, 0.5, 2)]
    public void Compute_VarianceUnknown_TakesTheGreatestThatThereCanBe(double[] scores, bool[] isAnomaly, double area, int pairsApart)
    {
        double w = 1.9599639845400545 / Math.Sqrt(pairsApart * area * (1 - area));

        MetricInterval interval = RocAucInterval.Compute(scores, isAnomaly);

        interval.Value.Should().Be(area);
        interval.Low.Should().BeApproximately(1 / (1 + ((1 - area) / area * Math.Exp(w))), 1e-14);
        interval.High.Should().BeApproximately(1 / (1 + ((1 - area) / area * Math.Exp(-w))), 1e-14);
    }

    [Theory]
    [InlineData(15, 60)]
    [InlineData(60, 140)]
    public void Compute_TwoNormals_CoversTheTrueAreaAboutAsOftenAsItSays(int anomalies, int normals)
    {
        int covered = 0;
        for (ulong set = 0; set < 1000; set++)
        {
            ScoredRows rows = NormalScores.Draw(anomalies, normals, seed: 5000 + set);
            MetricInterval area = RocAucInterval.Compute(rows.Scores, rows.IsAnomaly);
            if (area.Low <= NormalScores.TrueArea && NormalScores.TrueArea <= area.High) covered++;
        }

        covered.Should().BeInRange(930, 970, "of 1,000 intervals of 95 %");
    }

    [Fact]
    public void Compute_ManySets_HoldsTheAreaWithinZeroAndOneInAnyOrder()
    {
        var random = new RandomStream(2);
        foreach (ScoredRows rows in ScoredRows.DrawMany(300, seed: 23))
        {
            MetricInterval interval = RocAucInterval.Compute(rows.Scores, rows.IsAnomaly);
            ScoredRows shuffled = rows.Shuffled(ref random);

            interval.Value.Should().Be(Metrics.RocAuc(rows.Scores, rows.IsAnomaly));
            interval.Low.Should().BeInRange(0, interval.Value);
            interval.High.Should().BeInRange(interval.Value, 1);
            RocAucInterval.Compute(shuffled.Scores, shuffled.IsAnomaly).Should().Be(interval);
        }
    }

    // The counts of 10⁷ rows go beyond 64 bits. A tenth are anomalies, which score 1 half the time, and normal rows never.
    [Fact]
    public void Variance_TenMillionRows_EqualsClosedForm()
    {
        const int Anomalies = 1_000_000, Normals = 9_000_000;
        double[] scores = new double[Anomalies + Normals];
        bool[] isAnomaly = new bool[scores.Length];
        for (int row = 0; row < Anomalies; row++) (scores[row], isAnomaly[row]) = (row % 2, true);

        // Each anomaly wins 1 or ½ of the normal rows, variance 1/16; all normal rows lose the same.
        RocAucInterval.Variance(scores, isAnomaly).Should().BeApproximately(1.0 / 16 / (Anomalies - 1), 1e-22);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Compute_ConfidenceOutOfRange_IsRefused(double confidence) => FluentActions
        .Invoking(() => RocAucInterval.Compute(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, confidence))
        .Should().Throw<ArgumentOutOfRangeException>().WithMessage("The confidence is *; it must be between 0 and 1.*");

    // DeLong, DeLong and Clarke-Pearson (1988), as they write it.
    private static double OfAllPairs(ScoredRows rows)
    {
        double[] anomalies = [.. rows.Scores.Where((_, row) => rows.IsAnomaly[row])], normals = [.. rows.Scores.Where((_, row) => !rows.IsAnomaly[row])];
        double[] ofAnomalies = [.. anomalies.Select(anomaly => normals.Average(normal => Won(anomaly, normal)))];
        double[] ofNormals = [.. normals.Select(normal => anomalies.Average(anomaly => Won(anomaly, normal)))];
        return (VarianceOf(ofAnomalies) / anomalies.Length) + (VarianceOf(ofNormals) / normals.Length);
    }

    private static double Won(double anomaly, double normal) => anomaly > normal ? 1 : anomaly == normal ? .5 : 0;

    private static double VarianceOf(double[] values)
    {
        double mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
    }
}
