using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Inference;

public sealed class FeatureScalingTests
{
    public static TheoryData<ScoringEngine> Engines => [.. EngineChoice.Supported];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Score_UnscaledRows_IsTheReferenceOfScaledOnes(ScoringEngine engine)
    {
        // Means and scales so far apart that many floats fall on one scaled value, or one float's neighbours far apart.
        double[] mean = [0, 1e6, -3.7, 0.1, 1e-30, -1e30];
        double[] scale = [1, 0.001, 1e12, 3.3, 1e-20, 1e300];
        RandomForestModel forest = RandomTrees.Forest(1, 20, 6, 80);
        var scaling = new FeatureScaling(mean, scale);
        Scorer scorer = Scorer.Compile(forest, new ScorerOptions { Engine = engine, Scaling = scaling });
        float[] rows = UnscaledEdgeRows(forest, mean, scale);
        double[] scores = new double[rows.Length / 6];
        scorer.Score(rows, scores);
        double[] expected = [.. Enumerable.Range(0, scores.Length).Select(row => forest.Score(Scaled(rows.AsSpan(row * 6, 6), mean, scale)))];

        ScorerEqualityTests.Differences(scores, expected).Should().Be(0);
    }

    [Fact]
    public void Fold_Threshold_IsTheLargestFloatThatScalesToItOrBelow()
    {
        // (x − 10) / 4 ≤ 0.5 exactly when x ≤ 12; at scale 3 the division rounds, and the largest x that rounds to 0.5 or below is sought.
        foreach ((double mean, double scale) in new[] { (10.0, 4.0), (10.0, 3.0), (0.1, 0.3) })
        {
            DecisionTree tree = DecisionTree.FromPreorder([0, DecisionTree.Leaf, DecisionTree.Leaf], [0.5f], [true], [0, 1], [1, 1]);
            float folded = new FeatureScaling([mean], [scale]).Fold(new ScoredTrees([tree], 1)).Trees[0].Threshold[0];

            ((float)((folded - mean) / scale)).Should().BeLessThanOrEqualTo(0.5f);
            ((float)((MathF.BitIncrement(folded) - mean) / scale)).Should().BeGreaterThan(0.5f);
        }
    }

    [Fact]
    public void Constructor_ImpossibleScaling_NamesTheFeature()
    {
        FluentActions.Invoking(() => new FeatureScaling([1, double.NaN], [1, 1])).Should().Throw<ArgumentException>().WithMessage("The mean of feature 1 is NaN; it must be finite.*");
        FluentActions.Invoking(() => new FeatureScaling([1, 2], [1, 0])).Should().Throw<ArgumentException>().WithMessage("The scale of feature 1 is 0; it must be finite and above 0.*");
        FluentActions.Invoking(() => new FeatureScaling([1, 2], [1])).Should().Throw<ArgumentException>().WithMessage("2 means do not fit 1 scales.*");
    }

    [Fact]
    public void Compile_ScalingThatDoesNotFit_IsRefused() =>
        FluentActions.Invoking(() => Scorer.Compile(RandomTrees.Forest(1, 2, 3, 4), new ScorerOptions { Scaling = new FeatureScaling([0], [1]) }))
            .Should().Throw<ArgumentException>().WithMessage("The scaling is of 1 features, but the model has 3.*");

    private static float[] Scaled(ReadOnlySpan<float> row, double[] mean, double[] scale)
    {
        float[] scaled = new float[row.Length];
        for (int feature = 0; feature < row.Length; feature++) scaled[feature] = (float)((row[feature] - mean[feature]) / scale[feature]);
        return scaled;
    }

    // Rows whose scaled values are on, beside and far from the thresholds.
    private static float[] UnscaledEdgeRows(RandomForestModel forest, double[] mean, double[] scale)
    {
        float[] rows = RandomTrees.EdgeRows(forest, 1, randomRows: 500);
        for (int i = 0; i < rows.Length; i++)
        {
            int feature = i % forest.FeatureCount;
            float value = (float)((rows[i] * scale[feature]) + mean[feature]);
            int nudges = (i / forest.FeatureCount % 5) - 2;
            for (int nudge = 0; nudge < Math.Abs(nudges); nudge++) value = nudges < 0 ? MathF.BitDecrement(value) : MathF.BitIncrement(value);
            rows[i] = float.IsInfinity(value) ? 0 : value;
        }

        return rows;
    }
}
