using System.Security.Cryptography;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

public class AnomalyDetectorTrainerTests
{
    [Fact]
    public void Train_Identifiers_AreLeftOutAndNoted()
    {
        TestSessions.Trained.Notes.Should().Contain(note => note.StartsWith("session_id looks like an identifier"));
        TestSessions.Predictor.Info.FeatureNames.Should().NotContain(name => name.Contains("session_id") || name.Contains("user_id"));
    }

    [Fact]
    public void Train_OutOfBag_JudgesEveryScoredRowAtTheChosenThreshold()
    {
        TrainedDetector trained = TestSessions.Trained;

        trained.Evaluation!.Source.Should().Be(ScoreSource.OutOfBag);
        trained.Evaluation.Threshold.Should().Be(trained.Artifact.Policy.Threshold);
        trained.Evaluation.RowCount.Should().Be(trained.UnseenScores.Count(score => !double.IsNaN(score)));
        trained.Artifact.Evaluation.Should().Be(trained.Evaluation);
    }

    [Fact]
    public void Train_Threshold_IsTheBestOnOutOfBagScores()
    {
        TrainedDetector trained = TestSessions.Trained;
        bool[] labels = TestSessions.Training.IsAnomaly.ToArray();
        int[] scored = [.. Enumerable.Range(0, labels.Length).Where(row => !double.IsNaN(trained.UnseenScores[row]))];
        double[] scores = [.. scored.Select(row => trained.UnseenScores[row])];
        bool[] isAnomaly = [.. scored.Select(row => labels[row])];

        double best = scores.Distinct().Max(threshold => ConfusionMatrix.At(scores, isAnomaly, threshold).F1);

        trained.Evaluation!.Confusion.F1.Should().Be(best);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Train_AnyNumberOfThreads_SavesTheSameBytes(int threads)
    {
        AnomalyDetectorOptions options = TestSessions.Options with { Learner = TestSessions.Forest with { MaxThreads = threads } };

        Hash(new AnomalyDetectorTrainer(options).Train(TestSessions.Training).Artifact).Should().Be(Hash(TestSessions.Trained.Artifact));
    }

    [Fact]
    public void Train_AnotherSeed_SavesOtherBytes()
    {
        AnomalyDetectorOptions options = TestSessions.Options with { Learner = TestSessions.Forest with { Seed = 8 } };

        Hash(new AnomalyDetectorTrainer(options).Train(TestSessions.Training).Artifact).Should().NotBe(Hash(TestSessions.Trained.Artifact));
    }

    [Fact]
    public void Train_ExcludedAndRedeclaredColumns_AreRespected()
    {
        AnomalyDetectorOptions options = new()
        {
            Learner = new RandomForestOptions { TreeCount = 3, MaxDepth = 3 },
            Exclude = ["language"],
            Kinds = new Dictionary<string, FeatureKind> { ["user_id"] = FeatureKind.Categorical, ["clicks_count"] = FeatureKind.Categorical },
        };

        DetectorArtifact artifact = new AnomalyDetectorTrainer(options).Train(TestSessions.Training).Artifact;

        artifact.Encoder.Schema.IndexOf("language").Should().Be(-1);
        artifact.Encoder.Features.Select(feature => feature.Name).Should().Contain(["user_id", "clicks_count"]);
        artifact.Encoder.Schema[artifact.Encoder.Schema.IndexOf("clicks_count")].Kind.Should().Be(FeatureKind.Categorical);
    }

    [Fact]
    public void Train_GivenThreshold_IsThePolicys()
    {
        AnomalyDetectorOptions options = new() { Learner = new RandomForestOptions { TreeCount = 3 }, Threshold = 0.25 };

        TrainedDetector trained = new AnomalyDetectorTrainer(options).Train(TestSessions.Training);

        trained.Artifact.Policy.Threshold.Should().Be(0.25);
        trained.Evaluation!.Threshold.Should().Be(0.25);
    }

    [Fact]
    public void Train_ExpectedRarity_FlagsFewer()
    {
        long atTrainingRate = TestSessions.Trained.Evaluation!.Confusion.FlaggedCount;

        long whenRare = new AnomalyDetectorTrainer(TestSessions.Options with { ExpectedAnomalyRate = 0.01 }).Train(TestSessions.Training).Evaluation!.Confusion.FlaggedCount;

        whenRare.Should().BeLessThan(atTrainingRate);
    }

    [Fact]
    public void Train_WithoutBootstrap_SaysThatTheThresholdIsNotChosenOnData()
    {
        AnomalyDetectorOptions options = new() { Learner = new RandomForestOptions { TreeCount = 3, Bootstrap = false } };

        TrainedDetector trained = new AnomalyDetectorTrainer(options).Train(TestSessions.Training);

        trained.Evaluation.Should().BeNull();
        trained.Artifact.Policy.Threshold.Should().Be(0.5);
        trained.Notes.Should().Contain(note => note.Contains("the threshold is 0.5, not chosen on data"));
    }

    [Fact]
    public void Train_FewTrees_NotesRowsWithoutOutOfBagScore()
    {
        TrainedDetector trained = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = new RandomForestOptions { TreeCount = 2 } }).Train(TestSessions.Training);

        trained.Notes.Should().Contain(note => note.Contains("of 1500 rows were seen by every tree"));
        trained.Evaluation!.RowCount.Should().BeLessThan(1500);
    }

    [Fact]
    public void Train_Provenance_TellsSeedRowsAndOptionsButNoThreads()
    {
        Provenance provenance = TestSessions.Trained.Artifact.Provenance;

        provenance.Seed.Should().Be(7);
        provenance.RowCount.Should().Be(1500);
        provenance.AnomalyCount.Should().Be(600);
        provenance.Options["tree_count"].Should().Be("30");
        provenance.Options["class_weight"].Should().Be("balanced");
        provenance.Options["max_features"].Should().Be("sqrt");
        provenance.Options.Keys.Should().NotContain(key => key.Contains("thread"));
    }

    [Fact]
    public void Train_Provenance_TellsEveryOptionThatDecidesTheResult()
    {
        AnomalyDetectorOptions options = new()
        {
            Learner = new RandomForestOptions { TreeCount = 2, MaxDepth = 2, MaxLeafNodes = 3, Criterion = SplitCriterion.Entropy, ClassWeight = ClassWeight.Given(1, 2), EarlyStopping = new EarlyStopping { Patience = 5 } },
            Encoder = new FeatureEncoderOptions
            {
                CategoryEncoding = CategoryEncoding.OneHot,
                ColumnEncodings = new Dictionary<string, CategoryEncoding> { ["language"] = CategoryEncoding.Frequency, ["device_type"] = CategoryEncoding.Ordinal },
                MinCategoryCount = 5,
                NumericImputation = Imputation.Constant(-1.5),
                CategoricalImputation = Imputation.Constant("none \"given\""),
                Scaling = Scaling.Standard,
                ElapsedDaysOrigin = new DateTimeOffset(2024, 1, 15, 0, 0, 0, TimeSpan.Zero),
                DerivedFeatures = [DerivedFeature.Ratio("clicks_count", "page_views")],
            },
            Exclude = ["screen_size", "browser_info"],
            Kinds = new Dictionary<string, FeatureKind> { ["page_views"] = FeatureKind.Numeric, ["clicks_count"] = FeatureKind.Numeric },
            GroupBy = "user_id",
            MonotonicConstraints = new Dictionary<string, Monotonicity> { ["page_views"] = Monotonicity.Decreasing, ["clicks_count/page_views"] = Monotonicity.Increasing },
            ExpectedAnomalyRate = 0.04,
            Objective = ThresholdObjective.BestFBeta(2),
            Intervals = new BootstrapOptions { Confidence = 0.9, Replicates = 50, Seed = 3, MaxThreads = 1 },
        };

        IReadOnlyDictionary<string, string> record = new AnomalyDetectorTrainer(options).Train(TestSessions.Training).Artifact.Provenance.Options;

        record.Should().BeEquivalentTo(new Dictionary<string, string>
        {
            ["bootstrap"] = "true",
            ["calibration"] = "auto",
            ["class_samples"] = "none",
            ["class_weight"] = "0:1,1:2",
            ["criterion"] = "entropy",
            ["early_stopping"] = "patience 5, tolerance 0.001",
            ["encoder_categorical_imputation"] = "constant \"none \\u0022given\\u0022\"",
            ["encoder_category_encoding"] = "one-hot",
            ["encoder_column_encodings"] = "[\"device_type: ordinal\", \"language: frequency\"]",
            ["encoder_derived_features"] = "[\"clicks_count/page_views\"]",
            ["encoder_elapsed_days_origin"] = "2024-01-15T00:00:00.0000000+00:00",
            ["encoder_max_categories"] = "10000",
            ["encoder_min_category_count"] = "5",
            ["encoder_numeric_imputation"] = "constant -1.5",
            ["encoder_scaling"] = "standard",
            ["encoder_timestamp_features"] = "hour-of-day, day-of-week",
            ["exclude"] = "[\"browser_info\", \"screen_size\"]",
            ["expected_anomaly_rate"] = "0.04",
            ["group_by"] = "\"user_id\"",
            ["intervals"] = "confidence 0.9, replicates 50, seed 3",
            ["kinds"] = "[\"clicks_count: numeric\", \"page_views: numeric\"]",
            ["max_depth"] = "2",
            ["max_features"] = "sqrt",
            ["max_leaf_nodes"] = "3",
            ["max_samples"] = "1",
            ["min_impurity_decrease"] = "0",
            ["min_samples_leaf"] = "1",
            ["min_samples_split"] = "2",
            ["monotonic_constraints"] = "[\"clicks_count/page_views: increasing\", \"page_views: decreasing\"]",
            ["out_of_bag"] = "true",
            ["split_search"] = "binned 255",
            ["threshold"] = "fbeta:2 out of bag",
            ["tree_count"] = "2",
        });
    }

    [Fact]
    public void Train_IntervalsNull_GivesTheSameFiguresWithoutEnds()
    {
        AnomalyDetectorOptions options = new() { Learner = new RandomForestOptions { TreeCount = 10 } };

        EvaluationSummary full = new AnomalyDetectorTrainer(options).Train(TestSessions.Training).Evaluation!;
        TrainedDetector bare = new AnomalyDetectorTrainer(options with { Intervals = null }).Train(TestSessions.Training);

        full.Intervals.AveragePrecision.HasEnds.Should().BeTrue();
        bare.Evaluation!.Intervals.AveragePrecision.Should().Be(new MetricInterval(full.AveragePrecision, double.NaN, double.NaN));
        bare.Evaluation.Confusion.Should().Be(full.Confusion);
        bare.Artifact.Provenance.Options.Should().Contain("intervals", "none");
    }

    [Fact]
    public void Train_Errors_SayWhatIsMissing()
    {
        var trainer = new AnomalyDetectorTrainer();
        Table normalOnly = TestSessions.Training.WithLabels(new bool[1500]);

        trainer.Invoking(t => t.Train(TestSessions.Training.WithLabels([]))).Should().Throw<ArgumentException>().WithMessage("The table carries no labels*");
        trainer.Invoking(t => t.Train(normalOnly)).Should().Throw<ArgumentException>().WithMessage("*0 are anomalies and 1500 are normal*");
        new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Exclude = ["nothing_like_it"] }).Invoking(t => t.Train(TestSessions.Training))
            .Should().Throw<ArgumentException>().WithMessage("There is no column 'nothing_like_it'; the columns are user_id, *");
        new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Kinds = new Dictionary<string, FeatureKind> { ["language"] = FeatureKind.Numeric } }).Invoking(t => t.Train(TestSessions.Training))
            .Should().Throw<RecordFormatException>().WithMessage("column 'language' (row *): '*' is not a number");
    }

    [Fact]
    public void Train_Cancelled_ThrowsOperationCanceled()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        FluentActions.Invoking(() => new AnomalyDetectorTrainer().Train(TestSessions.Training, null, source.Token)).Should().Throw<OperationCanceledException>();
    }

    private static string Hash(DetectorArtifact artifact)
    {
        using var stream = new MemoryStream();
        artifact.Save(stream);
        return Convert.ToHexString(SHA256.HashData(stream.ToArray()));
    }
}
