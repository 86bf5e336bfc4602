using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using static Anomaly.Detection.Tests.SmallDetectors;

namespace Anomaly.Detection.Tests;

/// <summary>Small trees that imitate predictors.</summary>
public sealed class SurrogateTreeTests
{
    // a ≤ 4.5: 0.1; else b ≤ 8.5: 0.3, else 0.9.
    private static readonly AnomalyDetectionPredictor ByHand = OfNumbers(Forest(2, [0, -1, 1, -1, -1], [4.5f, 8.5f], [0.1, 0.3, 0.9]));

    private static readonly Table Grid = Table.FromRows([.. Enumerable.Range(0, 200).Select(i => Record(i % 10, i / 10))]);

    [Fact]
    public void Fit_PredictorThatIsASmallTree_IsThatTree()
    {
        SurrogateTree surrogate = SurrogateTree.Fit(ByHand, Grid);

        surrogate.Rules.Select(rule => string.Join(" and ", rule.Conditions)).Should().Equal("a > 4.5 and b > 8.5", "a > 4.5 and b ≤ 8.5", "a ≤ 4.5");
        surrogate.Rules.Select(rule => Math.Round(rule.Probability, 12)).Should().Equal(0.9, 0.3, 0.1);
        surrogate.Rules.Sum(rule => rule.Share).Should().BeApproximately(1, 1e-12);
        surrogate.RSquared.Should().BeApproximately(1, 1e-12);
        surrogate.SameDecisions.Should().Be(1);
        (surrogate.FittedRowCount, surrogate.JudgedRowCount).Should().Be((140, 60));
        surrogate.ToString().Should().MatchRegex("^3 rules fitted to 140 rows; on 60 others R² 1, the same decision for 100 %\nif a > 4\\.5 and b > 8\\.5 → 0\\.9 \\([\\d.]+ % of rows\\)\nif ");
    }

    [Fact]
    public void Fit_OneSplit_IsTheOneThatTakesMostVariance()
    {
        SurrogateTree surrogate = SurrogateTree.Fit(TestSessions.Predictor, TestSessions.Test, new SurrogateOptions { MaxDepth = 1 });

        // The same rows: shuffled by the seed, the first seven in ten; leaves of at least 280 / 50 rows.
        int[] rows = [.. Enumerable.Range(0, 400)];
        new RandomStream(42).Shuffle<int>(rows);
        Table fitted = TestSessions.Test.Select(rows.AsSpan(0, 280));
        double[] probabilities = [.. TestSessions.Predictor.PredictBatch(fitted).Select(prediction => prediction.AnomalyProbability)];
        FeatureMatrix features = TestSessions.Predictor.Artifact.Encoder.Encode(fitted);
        double best = Enumerable.Range(0, features.FeatureCount).Max(feature => BestReduction(features.Column(feature).ToArray(), probabilities));

        surrogate.FittedRowCount.Should().Be(280);
        surrogate.Tree.NodeCount.Should().Be(3);
        Reduction(features.Column(surrogate.Tree.Feature[0]).ToArray(), probabilities, surrogate.Tree.Threshold[0], surrogate.Tree.MissingGoesLeft[0]).Should().BeApproximately(best, 1e-9 * best);
    }

    [Fact]
    public void Fit_Sessions_JudgesByRowsItDidNotSee()
    {
        SurrogateTree surrogate = SurrogateTree.Fit(TestSessions.Predictor, TestSessions.Test);

        int[] rows = [.. Enumerable.Range(0, 400)];
        new RandomStream(42).Shuffle<int>(rows);
        Table judged = TestSessions.Test.Select(rows.AsSpan(280));
        double[] probabilities = [.. TestSessions.Predictor.PredictBatch(judged).Select(prediction => prediction.AnomalyProbability)];
        double[] imitated = [.. Imitated(surrogate.Tree, TestSessions.Predictor.Artifact.Encoder.Encode(judged))];
        double mean = probabilities.Average();
        double threshold = TestSessions.Predictor.Info.Policy.Threshold;

        surrogate.RSquared.Should().BeApproximately(1 - (probabilities.Zip(imitated, (p, q) => (p - q) * (p - q)).Sum() / probabilities.Sum(p => (p - mean) * (p - mean))), 1e-9).And.BeGreaterThan(0.3);
        surrogate.SameDecisions.Should().Be(probabilities.Zip(imitated).Count(pair => (pair.First >= threshold) == (pair.Second >= threshold)) / 120.0);
        surrogate.Rules.Should().HaveCountLessThanOrEqualTo(8).And.OnlyContain(rule => rule.Conditions.Length >= 1 && rule.Conditions.Length <= 3);
        surrogate.Rules.Select(rule => rule.Probability).Should().BeInDescendingOrder();
    }

    [Fact]
    public void Fit_ScaledDetector_HasRulesInRawNumbers()
    {
        FeatureEncoder encoder = FeatureEncoder.FromParts(
            new FeatureSchema(new FeatureColumn("a", FeatureKind.Numeric), new FeatureColumn("b", FeatureKind.Numeric)),
            [null, null],
            [new EncodedFeature { Name = "a", Operation = FeatureOperation.Value, Source = 0 }, new EncodedFeature { Name = "b", Operation = FeatureOperation.Value, Source = 1 }],
            StandardScaler.FromParts([4, 8], [2, 4]));

        SurrogateTree surrogate = SurrogateTree.Fit(Of(encoder, Forest(2, [0, -1, -1], [0.25f], [0.1, 0.9])), Grid);

        // (x − 4) / 2 ≤ 0.25, half way between 4 and 5.
        surrogate.Rules.Select(rule => rule.Conditions.Single()).Should().Equal("a > 4.5", "a ≤ 4.5");
    }

    [Fact]
    public void Fit_MissingValues_AreToldWhereThereAreSome()
    {
        AnomalyDetectionPredictor predictor = OfNumbers(Forest(1, [0, -1, -1], [4.5f], [0.1, 0.9], missingGoesLeft: true));
        Table table = Table.FromRows([.. Enumerable.Range(0, 100).Select(i => Record(i % 4 == 0 ? double.NaN : i % 10))]);

        SurrogateTree.Fit(predictor, table).Rules.Select(rule => rule.Conditions.Single()).Should().Equal("a > 4.5", "a ≤ 4.5 or missing");
    }

    [Fact]
    public void ToString_ConditionsWithOr_StandInParentheses()
    {
        var rule = new SurrogateRule { Conditions = ["a ≤ 4.5 or missing", "b > 1"], Probability = 0.826, Share = 0.012 };

        rule.ToString().Should().Be("if (a ≤ 4.5 or missing) and b > 1 → 0.83 (1.2 % of rows)");
        (rule with { Conditions = ["a ≤ 4.5 or missing"] }).ToString().Should().Be("if a ≤ 4.5 or missing → 0.83 (1.2 % of rows)");
    }

    [Fact]
    public void Fit_SameFeatureTwice_IsOneCondition()
    {
        AnomalyDetectionPredictor predictor = OfNumbers(Forest(1, [0, -1, 0, -1, -1], [2.5f, 6.5f], [0.1, 0.9, 0.2]));

        SurrogateTree.Fit(predictor, Grid.Without("b")).Rules.Select(rule => rule.Conditions.Single()).Should().Equal("2.5 < a ≤ 6.5", "a > 6.5", "a ≤ 2.5");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.4)]
    [InlineData(1)]
    public void Fit_OneProbability_IsOneRule(double probability)
    {
        SurrogateTree surrogate = SurrogateTree.Fit(OfNumbers(Forest(2, [-1], [], [probability])), Grid);

        surrogate.Rules.Should().ContainSingle().Which.ToString().Should().Be($"always → {NumberText.Format(probability)} (100 % of rows)");
        surrogate.RSquared.Should().Be(double.NaN);
        surrogate.SameDecisions.Should().Be(1);
    }

    [Fact]
    public void Fit_CertainProbabilities_Works()
    {
        SurrogateTree surrogate = SurrogateTree.Fit(OfNumbers(Forest(2, [0, -1, -1], [4.5f], [0, 1])), Grid);

        surrogate.Rules.Select(rule => (rule.Conditions.Single(), rule.Probability)).Should().Equal(("a > 4.5", 1), ("a ≤ 4.5", 0));
    }

    [Fact]
    public void Fit_Options_LimitRowsAndDepth()
    {
        SurrogateTree surrogate = SurrogateTree.Fit(ByHand, Grid, new SurrogateOptions { MaxDepth = 1, MostRows = 100 });

        (surrogate.FittedRowCount, surrogate.JudgedRowCount, surrogate.Tree.Depth).Should().Be((70, 30, 1));
        SurrogateTree.Fit(ByHand, Grid, new SurrogateOptions { Seed = 1 }).ToString().Should().NotBe(SurrogateTree.Fit(ByHand, Grid).ToString());
        new Action(() => _ = new SurrogateOptions { MaxDepth = 7 }).Should().Throw<OptionsException>().WithMessage("option MaxDepth: expected a whole number in [1, 6], but was given 7");
    }

    [Fact]
    public void Fit_FewRows_IsRefused() =>
        new Action(() => SurrogateTree.Fit(ByHand, Grid.Select([1, 2, 3]))).Should().Throw<ArgumentException>().WithMessage("The table has 3 rows; 10 are needed to fit a tree and to judge it.*");

    private static IEnumerable<double> Imitated(DecisionTree tree, FeatureMatrix features)
    {
        float[] row = new float[features.FeatureCount];
        for (int i = 0; i < features.RowCount; i++)
        {
            features.CopyRow(i, row);
            yield return tree.Score(row);
        }
    }

    private static double BestReduction(float[] values, double[] probabilities)
    {
        double best = 0;
        float[] cuts = [.. values.Where(value => !float.IsNaN(value)).Distinct()];
        foreach (float cut in cuts)
        {
            foreach (bool missingGoesLeft in new[] { true, false })
            {
                int left = values.Count(value => float.IsNaN(value) ? missingGoesLeft : value <= cut);

                // Rows of a probability of exactly 0 or 1 count once, all others twice.
                if (left >= 6 && values.Length - left >= 6) best = Math.Max(best, Reduction(values, probabilities, cut, missingGoesLeft));
            }
        }

        return best;
    }

    // Of the sum of squared distances from the mean.
    private static double Reduction(float[] values, double[] probabilities, float cut, bool missingGoesLeft)
    {
        ILookup<bool, double> sides = Enumerable.Range(0, values.Length).ToLookup(row => float.IsNaN(values[row]) ? missingGoesLeft : values[row] <= cut, row => probabilities[row]);
        return Squares(probabilities) - Squares([.. sides[true]]) - Squares([.. sides[false]]);
    }

    private static double Squares(double[] values)
    {
        double mean = values.DefaultIfEmpty(0).Average();
        return values.Sum(value => (value - mean) * (value - mean));
    }
}
