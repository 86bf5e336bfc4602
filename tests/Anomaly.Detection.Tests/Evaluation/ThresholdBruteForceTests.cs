using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using MathNet.Numerics.Distributions;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>The designer against trying every threshold, with formulas written once more.</summary>
public sealed class ThresholdBruteForceTests
{
    private const int SetCount = 200;

    /// <summary>What a threshold is worth, and whether it may be taken.</summary>
    private delegate (double Value, bool MayBe) Judge(ConfusionMatrix at, double missedAmount);

    [Fact]
    public void EveryObjective_TwoHundredSets_TheIdenticalOptimum()
    {
        var random = new RandomStream(20);
        int found = 0, refused = 0;
        for (int set = 0; set < SetCount; set++)
        {
            ScoredRows rows = set % 2 == 0 ? ScoredRows.Draw(ref random) : DrawMany(ref random);
            double[] amounts = [.. rows.Scores.Select(_ => random.NextInt(400) / 4.0)];
            foreach ((ThresholdObjective objective, Judge judge, bool lower) in Objectives())
            {
                double? expected = Best(rows, amounts, judge, lower);

                ThresholdDesign design = ThresholdDesigner.Choose(
                    rows.Scores, rows.IsAnomaly, objective, ScoreSource.HeldOut, new ThresholdDesignOptions { Intervals = null }, objective.NeedsAmounts ? amounts : []);

                design.Threshold.Should().Be(expected, "that is the best for {0} on {1}", objective, rows);
                design.IsFound.Should().Be(expected is not null);
                if (expected is null) refused++;
                else found++;
                if (expected is not null) design.Confusion.Should().Be(ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, expected.Value), "the threshold gives back the split");
            }
        }

        found.Should().BeGreaterThan(1000);
        refused.Should().BeGreaterThan(100, "refusals are tried too");
    }

    private static IEnumerable<(ThresholdObjective Objective, Judge Judge, bool Lower)> Objectives()
    {
        yield return (ThresholdObjective.BestF1, (at, _) => (at.F1, true), false);
        yield return (ThresholdObjective.BestFBeta(.5), (at, _) => (at.FBeta(.5), true), false);
        yield return (ThresholdObjective.BestMatthewsCorrelation, (at, _) => (at.MatthewsCorrelation, true), false);
        yield return (ThresholdObjective.BestYouden, (at, _) => (at.Recall - at.FalsePositiveRate, true), false);
        yield return (ThresholdObjective.MaximumRecall(.75), (at, _) => (at.Recall, at.Precision >= .75), false);
        yield return (ThresholdObjective.MaximumRecall(.6, .9), (at, _) => (at.Recall, Lower(at.TruePositives, at.FlaggedCount, .9) >= .6), false);
        yield return (ThresholdObjective.MaximumPrecision(.5), (at, _) => (at.Precision, at.Recall >= .5), true);
        yield return (ThresholdObjective.MaximumPrecision(.5, .9), (at, _) => (at.Precision, Lower(at.TruePositives, at.AnomalyCount, .9) >= .5), true);
        yield return (ThresholdObjective.AlertsPerThousand(200), (at, _) => (at.Recall, at.FlaggedCount * 5 <= at.RowCount && at.TruePositives > 0), false);
        yield return (ThresholdObjective.AlertsPerDay(30, 100, .9), (at, _) => (at.Recall, 1 - Lower(at.RowCount - at.FlaggedCount, at.RowCount, .9) <= .3 && at.TruePositives > 0), false);

        // Costs and amounts are whole numbers of quarters, so that equal ones are equal in every order of sums.
        yield return (
            ThresholdObjective.MinimumCost(new CostMatrix { FalsePositive = 1, FalseNegative = 2.5 }),
            (at, _) => (-(at.FalsePositives + (2.5 * at.FalseNegatives)), at.FalsePositives + (2.5 * at.FalseNegatives) < 2.5 * at.AnomalyCount),
            false);
        yield return (ThresholdObjective.MinimumAmountCost(40), (at, missed) => (-(missed + (40 * at.FalsePositives)), true), false);
    }

    private static double? Best(ScoredRows rows, double[] amounts, Judge judge, bool lower)
    {
        double allMissed = Missed(double.PositiveInfinity);
        (double Value, double? Threshold) best = (double.NegativeInfinity, null);
        foreach (double threshold in rows.Scores.Distinct().OrderDescending())
        {
            (double value, bool mayBe) = judge(ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, threshold), Missed(threshold));
            if (!mayBe) continue;
            if (value > best.Value || (lower && value == best.Value)) best = (value, threshold);
        }

        // Flagging nothing costs what all anomalies cost.
        bool isAmount = judge(new ConfusionMatrix(1, 0, 1, 0), 7).Value == -7;
        return isAmount && best.Value <= -allMissed ? null : best.Threshold;

        double Missed(double threshold) => Enumerable.Range(0, amounts.Length).Where(row => rows.IsAnomaly[row] && rows.Scores[row] < threshold).Sum(row => amounts[row]);
    }

    private static double Lower(long successes, long trials, double confidence) => successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1, 1 - confidence);

    // Some hundred rows, so that bounds can be held.
    private static ScoredRows DrawMany(ref RandomStream random)
    {
        int count = 100 + random.NextInt(200), levels = 5 + random.NextInt(60);
        double[] scores = new double[count];
        bool[] isAnomaly = new bool[count];
        for (int row = 0; row < count; row++)
        {
            isAnomaly[row] = row == 0 || (row > 1 && random.NextInt(4) == 0);
            scores[row] = (random.NextInt(levels) + (isAnomaly[row] ? random.NextInt(levels) : 0)) / (2.0 * levels);
        }

        return new ScoredRows(scores, isAnomaly);
    }
}
