using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

public sealed class RankingMetricsTests
{
    [Fact]
    public void RocAuc_TenRows_IsTheKnownNumber() => Metrics.RocAuc(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly).Should().Be(.7708333333333334);

    [Fact]
    public void AveragePrecision_TenRows_IsTheKnownNumber() =>
        Metrics.AveragePrecision(ScoredRows.Ten.Scores, ScoredRows.Ten.IsAnomaly).Should().BeApproximately(.6845238095238095, 1e-15);

    [Fact]
    public void RocAuc_ThousandTieHeavySets_EqualsCountingPairs()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(1000, seed: 1))
        {
            double won = 0, pairs = 0;
            for (int i = 0; i < rows.Scores.Length; i++)
            {
                for (int j = 0; j < rows.Scores.Length; j++)
                {
                    if (!rows.IsAnomaly[i] || rows.IsAnomaly[j]) continue;
                    pairs++;
                    won += rows.Scores[i] > rows.Scores[j] ? 1 : rows.Scores[i] == rows.Scores[j] ? .5 : 0;
                }
            }

            Metrics.RocAuc(rows.Scores, rows.IsAnomaly).Should().BeApproximately(won / pairs, 1e-12, "of {0}", rows);
        }
    }

    [Fact]
    public void AveragePrecision_ThousandTieHeavySets_EqualsStepSumOverThresholds()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(1000, seed: 2))
        {
            double sum = 0, recallBefore = 0;
            foreach (double threshold in rows.Scores.Distinct().OrderDescending())
            {
                var confusion = ConfusionMatrix.At(rows.Scores, rows.IsAnomaly, threshold);
                sum += (confusion.Recall - recallBefore) * confusion.Precision;
                recallBefore = confusion.Recall;
            }

            Metrics.AveragePrecision(rows.Scores, rows.IsAnomaly).Should().BeApproximately(sum, 1e-12, "of {0}", rows);
        }
    }

    [Fact]
    public void RocAuc_NegatedScores_IsTheComplement()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(200, seed: 3))
        {
            double area = Metrics.RocAuc(rows.Scores, rows.IsAnomaly);

            Metrics.RocAuc(rows.With(score => -score).Scores, rows.IsAnomaly).Should().BeApproximately(1 - area, 2e-16, "of {0}", rows);
            Metrics.RocAuc(rows.Scores, [.. rows.IsAnomaly.Select(anomaly => !anomaly)]).Should().BeApproximately(1 - area, 2e-16, "of {0}", rows);
        }
    }

    [Fact]
    public void Figures_MonotoneTransform_ChangesNoBit()
    {
        foreach (ScoredRows rows in ScoredRows.DrawMany(200, seed: 4))
        {
            foreach (ScoredRows moved in new[] { rows.With(score => (score * 1e300) - 7e299), rows.With(Math.Exp), rows.With(score => score * score * score) })
            {
                Metrics.RocAuc(moved.Scores, moved.IsAnomaly).Should().Be(Metrics.RocAuc(rows.Scores, rows.IsAnomaly), "of {0}", rows);
                Metrics.AveragePrecision(moved.Scores, moved.IsAnomaly).Should().Be(Metrics.AveragePrecision(rows.Scores, rows.IsAnomaly), "of {0}", rows);
            }
        }
    }

    [Fact]
    public void Figures_ShuffledRows_ChangeNoBit()
    {
        var random = new RandomStream(5);
        foreach (ScoredRows rows in ScoredRows.DrawMany(200, seed: 5))
        {
            // Thirds and sevenths, so that sums in row order would differ.
            ScoredRows odd = rows.With(score => ((score * 5) + 1) / 7);
            ScoredRows shuffled = odd.Shuffled(ref random);

            Metrics.RocAuc(shuffled.Scores, shuffled.IsAnomaly).Should().Be(Metrics.RocAuc(odd.Scores, odd.IsAnomaly));
            Metrics.AveragePrecision(shuffled.Scores, shuffled.IsAnomaly).Should().Be(Metrics.AveragePrecision(odd.Scores, odd.IsAnomaly));
            Metrics.LogLoss(shuffled.Scores, shuffled.IsAnomaly).Should().Be(Metrics.LogLoss(odd.Scores, odd.IsAnomaly));
            Metrics.BrierScore(shuffled.Scores, shuffled.IsAnomaly).Should().Be(Metrics.BrierScore(odd.Scores, odd.IsAnomaly));
            RocCurve.Compute(shuffled.Scores, shuffled.IsAnomaly).Points.Should().Equal(RocCurve.Compute(odd.Scores, odd.IsAnomaly).Points);
        }
    }

    [Fact]
    public void Figures_AllTied_AreOneHalfAndPrevalence()
    {
        double[] scores = [.3, .3, .3, .3, .3];
        bool[] isAnomaly = [true, false, false, true, false];

        Metrics.RocAuc(scores, isAnomaly).Should().Be(.5);
        Metrics.AveragePrecision(scores, isAnomaly).Should().Be(.4);
    }

    [Fact]
    public void Figures_PerfectRanking_AreExactlyOne()
    {
        double[] scores = [.1, .9, .2, .8, .7, .85, .95];
        bool[] isAnomaly = [false, true, false, true, true, true, true];

        Metrics.RocAuc(scores, isAnomaly).Should().Be(1);
        Metrics.AveragePrecision(scores, isAnomaly).Should().Be(1);
    }

    [Fact]
    public void Figures_NegativeAndPositiveZero_AreOneScore()
    {
        double[] scores = [-0.0, 0.0, -0.0, 0.0];
        bool[] isAnomaly = [true, false, false, true];

        Metrics.RocAuc(scores, isAnomaly).Should().Be(.5);
        RocCurve.Compute(scores, isAnomaly).Points.Should().HaveCount(2);
    }

    [Fact]
    public void RocCurve_ZerosOfBothSignsInOneClass_HasThresholdPlusZeroInAnyOrder()
    {
        foreach (double[] scores in new double[][] { [-0.0, 0.0, 1], [0.0, -0.0, 1], [-0.0, -0.0, 1] })
        {
            double.IsNegative(RocCurve.Compute(scores, [true, true, false]).Points[^1].Threshold).Should().BeFalse("the sign may not depend on the order of the rows");
        }
    }

    [Fact]
    public void Figures_ExtremeScores_StayInRangeAndCountPairs()
    {
        // Ascending: −max −1e308 −ε 0 ε 1e308 max. Anomalies: −1e308, ε, max → pairs won of 3·4: 1 + 3 + 4 = 8.
        double[] scores = [double.MaxValue, -double.MaxValue, double.Epsilon, -double.Epsilon, 0, 1e308, -1e308];
        bool[] isAnomaly = [true, false, true, false, false, false, true];

        Metrics.RocAuc(scores, isAnomaly).Should().Be(8.0 / 12);
        Metrics.AveragePrecision(scores, isAnomaly).Should().BeInRange(0, 1);
        RocCurve.Compute(scores, isAnomaly).PartialArea(.3).Should().BeInRange(0, 1);
    }

    [Fact]
    public void RocAuc_TenMillionRows_EqualsClosedForm()
    {
        // Score i mod 1000, an anomaly when i is even: scores 0, 2, 4 … are all anomalies, 1, 3, 5 … all normal, 10,000 rows each.
        // The anomalies of score 2k beat the normals of 1 … 2k − 1, k of 500 levels: the area is Σ k / 500² for k < 500 = 499/1000.
        // 2.5·10¹³ pairs, far beyond an int.
        const int Rows = 10_000_000;
        double[] scores = new double[Rows];
        bool[] isAnomaly = new bool[Rows];
        for (int row = 0; row < Rows; row++)
        {
            scores[row] = row % 1000;
            isAnomaly[row] = row % 2 == 0;
        }

        Metrics.RocAuc(scores, isAnomaly).Should().Be(.499);
    }
}
