using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Conformance, sections C (learning) and I (numbers), as far as no other test of this room has them.</summary>
public class LearningConformanceTests
{
    [Fact]
    public void C2_Xor_AForestOfAllFeaturesAndDepthTwoLearnsIt()
    {
        FeatureMatrix features = FeatureMatrix.FromColumns([0, 0, 1, 1], [0, 1, 0, 1]);
        RandomForestOptions options = new() { TreeCount = 5, MaxDepth = 2, MaxFeatures = MaxFeatures.All, Bootstrap = false };

        RandomForestModel model = new RandomForestTrainer(options).Train(features, Labels("0110")).Model;

        Enumerable.Range(0, 4).Select(row => model.Score(Row(features, row))).Should().Equal(0, 1, 1, 0);
    }

    [Fact]
    public void C3_Constant_AllConstantForestGivesTheExactBaseRate()
    {
        RandomForestOptions options = new() { TreeCount = 4, Bootstrap = false, ClassWeight = ClassWeight.None };

        RandomForestModel model = new RandomForestTrainer(options).Train(FeatureMatrix.FromColumns([7, 7, 7, 7], [0, 0, 0, 0]), Labels("0001")).Model;

        model.Trees.Should().OnlyContain(tree => tree.NodeCount == 1);
        model.Score([7, 0]).Should().Be(0.25);
    }

    [Fact]
    public void C11_ColumnPermutation_WithAllFeaturesTriedKeepsPredictions()
    {
        // Depth 3: the upper splits are far from ties, which the order of columns would decide.
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(400, 4, seed: 71);
        FeatureMatrix turned = FeatureMatrix.FromColumns([.. new[] { 3, 1, 0, 2 }.Select(column => features.Column(column).ToArray())]);
        var trainer = new CartTrainer(new CartOptions { MaxDepth = 3 });

        DecisionTree tree = trainer.Train(features, isAnomaly);
        DecisionTree other = trainer.Train(turned, isAnomaly);

        for (int row = 0; row < 400; row++) other.Score(Row(turned, row)).Should().Be(tree.Score(Row(features, row)));
    }

    [Fact]
    public void C12_Probabilities_OfTwoBlobsAreInRangeAndRight()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Blobs(400, seed: 72, missingShare: 0);
        (FeatureMatrix test, bool[] testLabels) = Blobs(400, seed: 73, missingShare: 0);

        RandomForestModel model = new RandomForestTrainer(new RandomForestOptions { TreeCount = 50 }).Train(features, isAnomaly).Model;

        double[] scores = [.. Enumerable.Range(0, 400).Select(row => model.Score(Row(test, row)))];
        scores.Should().OnlyContain(score => score >= 0 && score <= 1);
        ConfusionMatrix.At(scores, testLabels, 0.5).Accuracy.Should().BeGreaterThan(0.83);
    }

    [Fact]
    public void C15_Missing_FivePercentCostsLessThanATenthOfTheAuc()
    {
        (FeatureMatrix clean, bool[] isAnomaly) = Blobs(400, seed: 74, missingShare: 0);
        (FeatureMatrix holed, bool[] holedLabels) = Blobs(400, seed: 74, missingShare: 0.05);
        var trainer = new RandomForestTrainer(new RandomForestOptions { TreeCount = 50 });

        double cleanAuc = Metrics.RocAuc(trainer.Train(clean, isAnomaly).OutOfBagScores.AsSpan(), isAnomaly);
        double holedAuc = Metrics.RocAuc(trainer.Train(holed, holedLabels).OutOfBagScores.AsSpan(), holedLabels);

        holedAuc.Should().BeGreaterThan(0.9 * cleanAuc);
    }

    [Fact]
    public void C17_BagSizes_ABagHasRepeatsAndNoMoreThanTheShare()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(200, 3, seed: 75);
        var bag = new Bag(TrainingRows.Create(new TrainingSet(features, isAnomaly), SplitSearch.Exact, 1, default));
        var random = new RandomStream(1);

        bag.Draw(0.5, ClassWeight.None, ref random);

        bag.Draws.ToArray().Sum(draws => draws).Should().Be(100);
        bag.Draws.ToArray().Max().Should().BeGreaterThan((byte)1);
    }

    [Fact]
    public void I2_Float32_NumbersThatAFloatKeepsApartAreKeptApart()
    {
        // 16,777,217 is no float: the encoder notes such a column, and the matrix never sees it.
        DecisionTree tree = new CartTrainer().Train(Column(16777216, 16777218), Labels("01"));

        tree.Score([16777216]).Should().Be(0);
        tree.Score([16777218]).Should().Be(1);
    }

    [Fact]
    public void I3_NegativeZero_GoesWhereZeroGoes()
    {
        DecisionTree above = new CartTrainer().Train(Column(-0f, 0, 1, 1), Labels("0011"));
        DecisionTree below = new CartTrainer().Train(Column(-1, -1, -0f, 0), Labels("0011"));

        above.NodeCount.Should().Be(3, "−0 and 0 are one value");
        above.Score([-0f]).Should().Be(above.Score([0f]));
        below.Score([-0f]).Should().Be(below.Score([0f]));
    }

    [Fact]
    public void I4_LargeOffset_StillSplitsNeighbouringFloats()
    {
        float high = float.BitIncrement(1e16f);

        DecisionTree tree = new CartTrainer().Train(Column(1e16f, 1e16f, high, high), Labels("0011"));

        tree.Score([1e16f]).Should().Be(0);
        tree.Score([high]).Should().Be(1);
    }

    private static (FeatureMatrix Features, bool[] IsAnomaly) Blobs(int rowCount, ulong seed, double missingShare)
    {
        // Two clouds of unit spread, 2 apart in each of two columns. Holes come from another stream, so that the values stay the same.
        var random = new RandomStream(seed);
        var holes = new RandomStream(seed, 1);
        float[][] columns = [new float[rowCount], new float[rowCount]];
        bool[] isAnomaly = new bool[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            isAnomaly[row] = row % 4 == 0;
            foreach (float[] column in columns)
            {
                double spread = random.NextDouble() + random.NextDouble() + random.NextDouble() + random.NextDouble() - 2;
                column[row] = holes.NextDouble() < missingShare ? float.NaN : (float)((isAnomaly[row] ? 2 : 0) + (spread * 1.7));
            }
        }

        return (FeatureMatrix.FromColumns(columns), isAnomaly);
    }
}
