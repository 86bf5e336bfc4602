using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class ThresholdSearchTests
{
    [Fact]
    public void BestFBeta_TenRows_IsWorkedByHand()
    {
        // F1 by threshold: .9 → 2/5, .8 → 4/7, .4 → 6/10, .35 → 8/11 (the best), .2 → 8/12, .1 → 8/13, .05 → 8/14.
        ThresholdChoice choice = ThresholdSearch.BestFBeta(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, 1);

        choice.Should().Be(new ThresholdChoice(.35, new ConfusionMatrix(3, 3, 0, 4), 8.0 / 11));
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.5)]
    [InlineData(2.0)]
    public void BestFBeta_ThousandTieHeavySets_EqualsTryingEveryScore(double beta)
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(1000, seed: 10))
        {
            double bestThreshold = double.NaN, best = -1;
            foreach (double threshold in rows.Scores.Distinct().OrderDescending())
            {
                double value = ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, threshold).FBeta(beta);
                if (value > best) (best, bestThreshold) = (value, threshold);
            }

            ThresholdChoice choice = ThresholdSearch.BestFBeta(rows.Scores, rows.IsAnomaly, beta);

            choice.Threshold.Should().Be(bestThreshold, "of {0}", rows);
            choice.Objective.Should().Be(best);
            choice.Confusion.Should().Be(ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, choice.Threshold), "the threshold gives back the split");
        }
    }

    [Fact]
    public void BestFBeta_EqualObjectives_TakesTheHigherThreshold()
    {
        // .9+ → F1 2·1/(2 + 1) = 2/3. Then .8- .7-, and .6+: 2·2/(4 + 2) = 2/3 as well.
        ThresholdChoice choice = ThresholdSearch.BestFBeta([.9, .8, .7, .6], [true, false, false, true], 1);

        choice.Threshold.Should().Be(.9);
        choice.Objective.Should().Be(2.0 / 3);
    }

    [Fact]
    public void BestFBeta_AllTied_FlagsTheWholeBlock() =>
        ThresholdSearch.BestFBeta([.5, .5, .5], [true, false, false], 1).Should().Be(new ThresholdChoice(.5, new ConfusionMatrix(0, 2, 0, 1), .5));

    [Fact]
    public void BestFBeta_NeighbouringDoubles_SeparatesThem()
    {
        double upper = Math.BitIncrement(.5);

        ThresholdSearch.BestFBeta([.5, upper], [false, true], 1).Should().Be(new ThresholdChoice(upper, new ConfusionMatrix(1, 0, 0, 1), 1));
    }

    [Fact]
    public void BestFBeta_GivenAnomalyRate_EqualsBruteForceOverShiftedPrecision()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(1000, seed: 11))
        {
            const double Rate = .04, Beta = 2;
            double best = -1;
            foreach (double threshold in rows.Scores.Distinct().OrderDescending())
            {
                var confusion = ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, threshold);
                double precision = confusion.Recall * Rate / ((confusion.Recall * Rate) + (confusion.FalsePositiveRate * (1 - Rate)));
                double value = confusion.Recall == 0 ? 0 : (1 + (Beta * Beta)) * precision * confusion.Recall / ((Beta * Beta * precision) + confusion.Recall);
                best = Math.Max(best, value);
            }

            ThresholdChoice choice = ThresholdSearch.BestFBeta(rows.Scores, rows.IsAnomaly, Beta, Rate);

            choice.Objective.Should().BeApproximately(best, 1e-12, "of {0}", rows);
            choice.Confusion.Should().Be(ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, choice.Threshold), "counts are not reweighted");
        }
    }

    [Fact]
    public void BestFBeta_RareAnomaliesInTheField_RaisesTheThreshold()
    {
        // Half the rows are anomalies: flagging the lower pair pays. At 1 % one false alarm in four costs more than it finds.
        double[] scores = [.9, .9, .6, .6, .6, .1, .1, .1];
        bool[] isAnomaly = [true, true, true, true, false, false, false, false];

        ThresholdSearch.BestFBeta(scores, isAnomaly, 1).Threshold.Should().Be(.6);
        ThresholdSearch.BestFBeta(scores, isAnomaly, 1, anomalyRate: .01).Threshold.Should().Be(.9);
    }

    [Fact]
    public void BestFBeta_AnomalyRateOfTheRowsThemselves_ChangesNothing()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(200, seed: 12))
        {
            double prevalence = (double)rows.IsAnomaly.Count(anomaly => anomaly) / rows.IsAnomaly.Length;

            ThresholdSearch.BestFBeta(rows.Scores, rows.IsAnomaly, 1, prevalence).Objective
                .Should().BeApproximately(ThresholdSearch.BestFBeta(rows.Scores, rows.IsAnomaly, 1).Objective, 1e-12, "of {0}", rows);
        }
    }

    [Theory]
    [InlineData(.25, .9)]
    [InlineData(.26, .8)]
    [InlineData(.5, .8)]
    [InlineData(.75, .4)]
    [InlineData(1, .35)]
    public void HighestWithRecall_TenRows_IsWorkedByHand(double minimumRecall, double expected)
    {
        ThresholdChoice choice = ThresholdSearch.HighestWithRecall(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly, minimumRecall);

        choice.Threshold.Should().Be(expected);
        choice.Objective.Should().Be(choice.Confusion.Recall).And.BeGreaterThanOrEqualTo(minimumRecall);
    }

    [Fact]
    public void HighestWithRecall_GeneratedSets_NextHigherScoreFallsShort()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(500, seed: 13))
        {
            ThresholdChoice choice = ThresholdSearch.HighestWithRecall(rows.Scores, rows.IsAnomaly, .7);

            choice.Confusion.Should().Be(ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, choice.Threshold));
            choice.Confusion.Recall.Should().BeGreaterThanOrEqualTo(.7);
            foreach (double higher in rows.Scores.Where(score => score > choice.Threshold))
            {
                ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, higher).Recall.Should().BeLessThan(.7, "of {0}", rows);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void HighestWithRecall_MinimumOutOfRange_IsRefused(double minimum) =>
        FluentActions.Invoking(() => ThresholdSearch.HighestWithRecall([.1, .2], [true, false], minimum)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The minimum recall is *above 0 and at most 1*");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void BestFBeta_AnomalyRateOutOfRange_IsRefused(double rate) =>
        FluentActions.Invoking(() => ThresholdSearch.BestFBeta([.1, .2], [true, false], 1, rate)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("The anomaly rate is *between 0 and 1*");
}
