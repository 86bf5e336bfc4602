using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

public class WeightTests
{
    [Fact]
    public void Resolve_Balanced_GivesRowsOverClassesTimesCount()
    {
        (double normal, double anomaly) = ClassWeight.Balanced.Resolve(95, 5);

        normal.Should().BeApproximately(0.52631579, 1e-8);
        anomaly.Should().Be(10);
    }

    [Fact]
    public void TrainOn_WholeWeights_EqualCopiesOfRows()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(120, 4, seed: 21, missingShare: 0.05);
        double[] weights = [.. Enumerable.Range(0, 120).Select(row => (double)(row % 4))];
        int[] copies = [.. Enumerable.Range(0, 120).SelectMany(row => Enumerable.Repeat(row, row % 4))];

        DecisionTree weighted = new CartTrainer().TrainOn(new TrainingSet(features, isAnomaly, weights));
        DecisionTree copied = new CartTrainer().Train(features.Select(copies), [.. copies.Select(row => isAnomaly[row])]);

        weighted.NodeCount.Should().Be(copied.NodeCount);
        for (int row = 0; row < 120; row++) weighted.Score(Row(features, row)).Should().BeApproximately(copied.Score(Row(features, row)), 1e-12);
    }

    [Fact]
    public void TrainOn_OneWeightPerClass_HasTheBitsOfClassWeights()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 4, seed: 22);
        double[] weights = [.. isAnomaly.Select(label => label ? 3.7 : 0.3)];

        DecisionTree byRow = new CartTrainer().TrainOn(new TrainingSet(features, isAnomaly, weights));
        DecisionTree byClass = new CartTrainer(new CartOptions { ClassWeight = ClassWeight.Given(0.3, 3.7) }).Train(features, isAnomaly);

        ShouldBeSame(byRow, byClass);
    }

    [Fact]
    public void TrainOn_ClassAndRowWeights_Multiply()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(200, 3, seed: 23);
        double[] weights = [.. Enumerable.Range(0, 200).Select(row => 0.5 + (0.25 * (row % 3)))];
        double[] doubledForAnomalies = [.. weights.Select((weight, row) => isAnomaly[row] ? 2 * weight : weight)];

        DecisionTree both = new CartTrainer(new CartOptions { ClassWeight = ClassWeight.Given(1, 2) }).TrainOn(new TrainingSet(features, isAnomaly, weights));
        DecisionTree rowsOnly = new CartTrainer().TrainOn(new TrainingSet(features, isAnomaly, doubledForAnomalies));

        ShouldBeSame(both, rowsOnly);
    }

    [Fact]
    public void Train_BalancedOnBalancedClasses_ChangesNothing()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 3, seed: 24);
        int[] rows = [.. Enumerable.Range(0, 300).Where(row => isAnomaly[row]).Take(80), .. Enumerable.Range(0, 300).Where(row => !isAnomaly[row]).Take(80)];
        FeatureMatrix balanced = features.Select(rows);
        bool[] labels = [.. rows.Select(row => isAnomaly[row])];

        ShouldBeSame(
            new CartTrainer(new CartOptions { ClassWeight = ClassWeight.Balanced }).Train(balanced, labels),
            new CartTrainer(new CartOptions { ClassWeight = ClassWeight.None }).Train(balanced, labels));
    }

    [Theory]
    [InlineData(0.125)]
    [InlineData(1024)]
    public void TrainOn_AllWeightsTimesAPowerOfTwo_KeepsValuesAndThresholds(double factor)
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(200, 3, seed: 25);
        double[] weights = [.. Enumerable.Range(0, 200).Select(row => 0.3 + (0.1 * (row % 7)))];

        DecisionTree tree = new CartTrainer().TrainOn(new TrainingSet(features, isAnomaly, weights));
        DecisionTree scaled = new CartTrainer().TrainOn(new TrainingSet(features, isAnomaly, [.. weights.Select(weight => weight * factor)]));

        scaled.Feature.ToArray().Should().Equal(tree.Feature.ToArray());
        scaled.Threshold.ToArray().Should().Equal(tree.Threshold.ToArray());
        scaled.Value.ToArray().Should().Equal(tree.Value.ToArray());
    }

    [Fact]
    public void Train_ExtremeClassWeights_TurnNearlyAllLeaves()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 3, seed: 26);

        DecisionTree tree = new CartTrainer(new CartOptions { MaxDepth = 2, ClassWeight = ClassWeight.Given(1e-4, 1000) }).Train(features, isAnomaly);

        Enumerable.Range(0, 300).Count(row => tree.Score(Row(features, row)) > 0.5).Should().BeGreaterThan(261);
    }

    [Fact]
    public void TrainOn_WeightsAsFarApartAsAllowed_GiveProbabilitiesAndFiniteCovers()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(300, 3, seed: 27, missingShare: 0.1);
        double[] scales = [1e-100, 1e100, 1, 1e-16, 3e16, 0.1];
        double[] weights = [.. Enumerable.Range(0, 300).Select(row => scales[(row * 7) % 6])];
        foreach (SplitCriterion criterion in Enum.GetValues<SplitCriterion>())
        {
            CartOptions options = new() { Criterion = criterion, ClassWeight = ClassWeight.Given(1e-30, 1e30) };

            DecisionTree tree = new CartTrainer(options).TrainOn(new TrainingSet(features, isAnomaly, weights));
            DecisionTree bestFirst = new CartTrainer(options with { MaxLeafNodes = 40 }).TrainOn(new TrainingSet(features, isAnomaly, weights));

            tree.Value.ToArray().Concat(bestFirst.Value.ToArray()).Should().OnlyContain(value => value >= 0 && value <= 1);
            tree.Cover.ToArray().Concat(bestFirst.Cover.ToArray()).Should().OnlyContain(cover => cover > 0 && double.IsFinite(cover));
        }
    }

    [Fact]
    public void TrainOn_LightRowsBesideHeavyOnes_KeepTheirOwnShare()
    {
        // Beside sums of 1e15 an eighth is the smallest step: a difference of sums would give the rows at 2 a share of 0.125 of 1.
        float[] values = [1, 1, 2, 2, 2, 2, 1];
        double[] weights = [1e15 / 3, 1e15 / 3, 0.3, 0.1, 0.3, 0.3, 1e15 / 3];

        DecisionTree tree = new CartTrainer(new CartOptions { MaxDepth = 1 }).TrainOn(new TrainingSet(Column(values), Labels("0001001"), weights));

        tree.LeafCount.Should().Be(2);
        tree.Score([2]).Should().BeApproximately(0.1, 1e-15);
        tree.Cover[2].Should().BeApproximately(1, 1e-15);
    }

    [Theory]
    [InlineData(1e-101)]
    [InlineData(1e101)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e-9)]
    [InlineData(double.NaN)]
    public void TrainOn_WeightOutOfRange_NamesRowAndRange(double weight)
    {
        FluentActions.Invoking(() => new CartTrainer().TrainOn(new TrainingSet(Column(1, 2), Labels("01"), [1, weight])))
            .Should().Throw<ArgumentException>().WithMessage("The weight of row 2 is *; a weight must be 0, or from 1E-100 to 1E+100.*");
    }

    [Fact]
    public void ToString_EachRule_IsWhatTheProvenanceShows()
    {
        ClassWeight.Given(1, 2.5).ToString().Should().Be("0:1,1:2.5");
        default(ClassWeight).ToString().Should().Be("balanced");
        ClassWeight.BalancedPerBootstrap.ToString().Should().Be("balanced-subsample");
        ClassWeight.None.ToString().Should().Be("none");
    }

    private static void ShouldBeSame(DecisionTree left, DecisionTree right)
    {
        left.Feature.ToArray().Should().Equal(right.Feature.ToArray());
        left.Threshold.ToArray().Should().Equal(right.Threshold.ToArray());
        left.Value.ToArray().Should().Equal(right.Value.ToArray());
        left.Cover.ToArray().Should().Equal(right.Cover.ToArray());
    }
}
