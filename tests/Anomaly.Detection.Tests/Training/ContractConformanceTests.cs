using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;
using static Anomaly.Detection.Tests.Training.TrainingSets;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Conformance, sections A (contract) and B (input), as far as they touch the trainers.</summary>
public class ContractConformanceTests
{
    private static readonly RandomForestOptions Small = new() { TreeCount = 10, MaxThreads = 2 };

    [Fact]
    public void A1_Defaults_FitFortyRowsOfThreeColumns()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(40, 3, seed: 61);

        new RandomForestTrainer().Train(features, isAnomaly).Model.Trees.Should().HaveCount(200);
        new CartTrainer().Train(features, isAnomaly).NodeCount.Should().BeGreaterThan(1);
    }

    [Fact]
    public void A3_InputUntouched_AfterTrainingAndScoring()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(100, 4, seed: 62, missingShare: 0.2);
        double[] weights = [.. Enumerable.Range(0, 100).Select(row => 0.5 + (row % 3))];
        string before = Fingerprint(features, isAnomaly, weights);

        RandomForestModel model = new RandomForestTrainer(Small).TrainOn(new TrainingSet(features, isAnomaly, weights)).Model;
        model.Score(Row(features, 0));

        Fingerprint(features, isAnomaly, weights).Should().Be(before);
    }

    [Fact]
    public void A5_RefitFresh_ATrainerKeepsNothingOfEarlierTables()
    {
        (FeatureMatrix wide, bool[] wideLabels) = Noisy(300, 8, seed: 63, missingShare: 0.1);
        (FeatureMatrix narrow, bool[] narrowLabels) = Noisy(60, 2, seed: 64);
        var used = new RandomForestTrainer(Small);
        used.Train(wide, wideLabels);

        Fingerprint(used.Train(narrow, narrowLabels)).Should().Be(Fingerprint(new RandomForestTrainer(Small).Train(narrow, narrowLabels)));
    }

    [Fact]
    public void A6_ScorePure_TheModelIsTheSameAfterManyScores()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(200, 4, seed: 65);
        TrainedForest trained = new RandomForestTrainer(Small).Train(features, isAnomaly);
        string before = Fingerprint(trained);

        Parallel.For(0, 8, _ =>
        {
            for (int i = 0; i < 1_250; i++) trained.Model.Score(Row(features, i % 200));
        });

        Fingerprint(trained).Should().Be(before);
    }

    [Fact]
    public void A8_FeatureContract_ARowOfAnotherWidthStatesBothCounts()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(50, 3, seed: 66);
        RandomForestModel model = new RandomForestTrainer(Small).Train(features, isAnomaly).Model;

        model.Invoking(m => m.Score([1, 2])).Should().Throw<ArgumentException>().WithMessage("The row has 2 features, but the forest was trained on 3.*");
    }

    [Fact]
    public void B1_Empty_NoRowsOrNoFeaturesIsRefusedWithTheCount()
    {
        FluentActions.Invoking(() => new RandomForestTrainer().Train(FeatureMatrix.FromColumns([[]]), [])).Should().Throw<ArgumentException>().WithMessage("There are 0 rows*");
        FluentActions.Invoking(() => FeatureMatrix.FromColumns()).Should().Throw<ArgumentException>().WithMessage("A matrix needs at least one feature.*");
    }

    [Fact]
    public void B2_OneRow_IsRefusedForWantOfAClass() =>
        FluentActions.Invoking(() => new RandomForestTrainer().Train(Column(1), [true])).Should().Throw<ArgumentException>().WithMessage("*of 1 rows*1 are anomalies and 0 are normal*");

    [Fact]
    public void B3_OneFeature_TrainsAndScoresWithoutNaN()
    {
        (FeatureMatrix features, bool[] isAnomaly) = Noisy(40, 1, seed: 67);

        RandomForestModel model = new RandomForestTrainer(Small).Train(features, isAnomaly).Model;

        Enumerable.Range(0, 40).Select(row => model.Score(Row(features, row))).Should().OnlyContain(score => score >= 0 && score <= 1);
    }

    [Fact]
    public void B4_OneClass_AlsoAfterZeroWeights_IsRefusedWithTheCounts()
    {
        FluentActions.Invoking(() => new RandomForestTrainer().Train(Column(1, 2), [false, false])).Should().Throw<ArgumentException>().WithMessage("Training needs rows of both classes*0 are anomalies and 2 are normal*");
        FluentActions.Invoking(() => new RandomForestTrainer().TrainOn(new TrainingSet(Column(1, 2, 3), Labels("001"), [1, 1, 0]))).Should().Throw<ArgumentException>().WithMessage("*of 2 rows with a weight above 0, 0 are anomalies*");
        FluentActions.Invoking(() => new RandomForestTrainer().TrainOn(new TrainingSet(Column(1, 2), Labels("01"), [0, 0]))).Should().Throw<ArgumentException>().WithMessage("*of 0 rows with a weight above 0*");
    }

    [Fact]
    public void B5_Lengths_LabelsAndWeightsStateBoth()
    {
        FluentActions.Invoking(() => new RandomForestTrainer().Train(Column(1, 2), [true])).Should().Throw<ArgumentException>().WithMessage("1 labels do not fit 2 rows*");
        FluentActions.Invoking(() => new RandomForestTrainer().TrainOn(new TrainingSet(Column(1, 2), [true, false], [1, 2, 3]))).Should().Throw<ArgumentException>().WithMessage("3 row weights do not fit 2 rows*");
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void B6_Infinity_IsRefusedWithFeatureAndRow(float value) =>
        FluentActions.Invoking(() => FeatureMatrix.FromColumns([1, 2], [3, value])).Should().Throw<ArgumentException>().WithMessage("Feature 1 of row 1 is *; values must be finite, or NaN for a missing one.");
}
