using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>What the front door adds to the forest: groups and constraints by name, and word of an early stop.</summary>
public class AnomalyDetectorForestTests
{
    private static readonly RandomForestOptions Small = new() { TreeCount = 20, MaxDepth = 6, Seed = 5 };

    [Fact]
    public void Train_GroupBy_EqualsAForestOnGroups()
    {
        Table table = TestSessions.Training;
        string?[] users = table.Categorical(table.Schema.IndexOf("user_id")).ToArray();
        int[] groups = [.. users.Select((user, row) => user is null ? -1 - row : Array.IndexOf(users, user))];

        TrainedDetector trained = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Small, GroupBy = "user_id" }).Train(table);
        TrainedForest forest = new RandomForestTrainer(Small).TrainOn(new TrainingSet(trained.Artifact.Encoder.Encode(table), table.IsAnomaly, groups: groups));

        trained.UnseenScores.Should().Equal(forest.OutOfBagScores);
        trained.UnseenScores.Should().NotEqual(new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Small }).Train(table).UnseenScores);
    }

    [Fact]
    public void Train_GroupByAnExcludedColumn_GroupsAllTheSame()
    {
        AnomalyDetectorOptions options = new() { Learner = Small, GroupBy = "user_id" };

        TrainedDetector kept = new AnomalyDetectorTrainer(options).Train(TestSessions.Training);
        TrainedDetector excluded = new AnomalyDetectorTrainer(options with { Exclude = ["user_id"] }).Train(TestSessions.Training);

        excluded.UnseenScores.Should().Equal(kept.UnseenScores, "user_id is an identifier, and no feature in either");
        kept.Notes.Should().NotContain(note => note.Contains("groups the rows"));
    }

    [Fact]
    public void Train_GroupByAFeature_NotesIt()
    {
        TrainedDetector trained = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Small, GroupBy = "language" }).Train(TestSessions.Training);

        trained.Artifact.Encoder.Features.Should().Contain(feature => feature.Name == "language");
        trained.Notes.Should().Contain("language groups the rows and is a feature too, so the forest may learn groups by heart; Exclude leaves it out");
    }

    [Fact]
    public void Of_NumbersTextsAndMissingCells_AreNumberedByCell()
    {
        var table = Table.FromRows(
        [
            new Dictionary<string, FeatureValue> { ["n"] = 7, ["t"] = "a" },
            new Dictionary<string, FeatureValue> { ["n"] = -0.0, ["t"] = "b" },
            new Dictionary<string, FeatureValue> { ["t"] = "a" },
            new Dictionary<string, FeatureValue> { ["n"] = 0, ["t"] = "A" },
            new Dictionary<string, FeatureValue> { ["t"] = "b" },
            new Dictionary<string, FeatureValue> { ["n"] = 7 },
        ]);

        RowGroups.Of(table, "n").Should().Equal(0, 1, 2, 1, 3, 0);
        RowGroups.Of(table, "t").Should().Equal(0, 1, 0, 2, 1, 3);
    }

    [Theory]
    [InlineData(Monotonicity.Increasing)]
    [InlineData(Monotonicity.Decreasing)]
    public void Train_MonotonicConstraint_HoldsForRecords(Monotonicity order)
    {
        AnomalyDetectorOptions options = new() { Learner = Small, MonotonicConstraints = new Dictionary<string, Monotonicity> { ["clicks_count"] = order } };

        var predictor = new AnomalyDetectionPredictor(new AnomalyDetectorTrainer(options).Train(TestSessions.Training).Artifact);

        for (int row = 0; row < 20; row++)
        {
            Dictionary<string, FeatureValue> record = new(TestSessions.Test.Record(row));
            double[] probabilities = [.. Enumerable.Range(0, 60).Select(clicks =>
            {
                record["clicks_count"] = clicks;
                return predictor.PredictSingle(record).AnomalyProbability;
            })];
            if (order == Monotonicity.Increasing) probabilities.Should().BeInAscendingOrder();
            else probabilities.Should().BeInDescendingOrder();
        }
    }

    [Theory]
    [InlineData("nothing_like_it", "'nothing_like_it', which is no feature; those that are numbers are *clicks_count*")]
    [InlineData("language", "'language', which is a categorical column, whose codes are in no order")]
    [InlineData("device_type", "'device_type', which is a categorical column, whose codes are in no order")]
    [InlineData("device_type=mobile", "'device_type=mobile', which is made of categories")]
    [InlineData("user_id", "'user_id', which is no feature; *")]
    public void Train_ConstraintOnNoNumber_IsRefused(string name, string given)
    {
        AnomalyDetectorOptions options = new()
        {
            Learner = Small,
            Encoder = new FeatureEncoderOptions { ColumnEncodings = new Dictionary<string, CategoryEncoding> { ["device_type"] = CategoryEncoding.OneHot } },
            MonotonicConstraints = new Dictionary<string, Monotonicity> { [name] = Monotonicity.Increasing },
        };

        new AnomalyDetectorTrainer(options).Invoking(trainer => trainer.Train(TestSessions.Training))
            .Should().Throw<OptionsException>().WithMessage("option MonotonicConstraints: expected names of features that are numbers, but was given " + given);
    }

    [Fact]
    public void Train_EarlyStop_IsNoted()
    {
        RandomForestOptions forest = Small with { TreeCount = 200, EarlyStopping = new EarlyStopping { Patience = 3, Tolerance = 0.05 } };

        TrainedDetector trained = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = forest }).Train(TestSessions.Training);

        trained.Notes.Should().ContainMatch("the forest has * trees of the 200 it was allowed; further ones did not improve out-of-bag scores");
    }

    [Fact]
    public void Constructor_RulesBetweenOptions_AreRefused()
    {
        FluentActions.Invoking(() => new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Small with { MonotonicConstraints = [Monotonicity.Increasing] } }))
            .Should().Throw<OptionsException>().WithMessage("option Learner.MonotonicConstraints: expected none, as the encoder decides on the order of features*but was given [Increasing]");
        FluentActions.Invoking(() => new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Small with { Bootstrap = false }, GroupBy = "user_id" }))
            .Should().Throw<OptionsException>().WithMessage("option GroupBy: expected null when Learner.Bootstrap is false, but was given user_id");
        FluentActions.Invoking(() => new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Small with { ClassSamples = ClassSamples.Balanced }, GroupBy = "user_id" }))
            .Should().Throw<OptionsException>().WithMessage("option GroupBy: expected null when Learner.ClassSamples is given, but was given user_id");
        FluentActions.Invoking(() => new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Small with { Bootstrap = false, MaxSamples = 0.5 } })).Should().Throw<OptionsException>();
        new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Small, GroupBy = "nobody" }).Invoking(trainer => trainer.Train(TestSessions.Training))
            .Should().Throw<ArgumentException>().WithMessage("There is no column 'nobody'; the columns are user_id, *");
    }
}
