using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>Detectors that learn without labels, and ensembles, through the front door.</summary>
public class AnomalyDetectorLearnerTests
{
    private static readonly Table Labelled = TestSessions.Training;
    private static readonly Table Unlabelled = TestSessions.Training.WithLabels([]);
    private static readonly IsolationForestOptions Isolation = new() { Seed = 3 };
    private static readonly OneClassSvmOptions Svm = new() { Nu = 0.1 };

    private static readonly EnsembleOptions Three = new()
    {
        Members = [new EnsembleMember(TestSessions.Forest) { Weight = 2 }, new EnsembleMember(Isolation), new EnsembleMember(Svm) { Weight = 0.5 }],
    };

    public static TheoryData<string> Learners { get; } = ["isolation-forest", "extended", "subsets", "one-class-svm", "ensemble"];

    [Fact]
    public void Train_IsolationForestWithoutLabels_DecidesByItself()
    {
        TrainedDetector trained = Train(Unlabelled, Isolation with { Contamination = 0.1 });

        trained.Evaluation.Should().BeNull();
        trained.UnseenScores.Should().BeEmpty();
        trained.Artifact.Probability.Should().Be(ProbabilityMeaning.MonotoneMap);
        trained.Artifact.Provenance.AnomalyCount.Should().Be(0);
        trained.Artifact.Provenance.Algorithm.Should().Be("isolation-forest");
        trained.Artifact.Provenance.Options["labels"].Should().Be("none");
        trained.Artifact.Provenance.Options["threshold"].Should().Be("the model's own");

        // 1,500 rows: the offset lies between two scores, and exactly a tenth is above it.
        new AnomalyDetectionPredictor(trained.Artifact).PredictBatch(Unlabelled).Count(prediction => prediction.IsAnomaly).Should().Be(150);
    }

    [Fact]
    public void Train_IsolationForestWithLabels_ChoosesTheThresholdOnUnseenScores()
    {
        TrainedDetector trained = Train(Labelled, Isolation);

        trained.Evaluation!.Source.Should().Be(ScoreSource.OutOfBag);
        trained.Evaluation.RocAuc.Should().BeGreaterThan(0.6, "sessions of attackers stand out");
        trained.Artifact.Probability.Should().Be(ProbabilityMeaning.Calibrated);
        double[] probabilities = [.. trained.UnseenScores.Select(trained.Artifact.Calibration!.Probability)];
        double best = probabilities.Distinct().Max(threshold => ConfusionMatrix.At(probabilities, Labelled.IsAnomaly, threshold).F1);
        trained.Evaluation.Confusion.F1.Should().Be(best);
        probabilities.Average().Should().BeApproximately(Labelled.AnomalyCount / 1500.0, 0.01, "calibrated probabilities are right on average");
    }

    [Fact]
    public void Train_LabelsNotToBeUsed_AreTheSameAsNone()
    {
        foreach (ILearnerOptions learner in (ILearnerOptions[])[Isolation with { Contamination = 0.2 }, Svm])
        {
            TrainedDetector ignored = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = learner, UseLabels = false }).Train(Labelled);
            TrainedDetector none = Train(Unlabelled, learner);

            ignored.Artifact.Provenance.Options["labels"].Should().Be("ignored");
            ignored.Artifact.Policy.Should().Be(none.Artifact.Policy);
            ignored.Artifact.Calibration.Should().Be(none.Artifact.Calibration);
            ignored.Evaluation.Should().BeNull();
            Scores(ignored).Should().Equal(Scores(none));
        }
    }

    [Fact]
    public void Train_LabelsOfOneClass_SetNothingAndAreNoted()
    {
        TrainedDetector trained = Train(Labelled.WithLabels(new bool[1500]), Isolation);

        trained.Evaluation.Should().BeNull();
        trained.Notes.Should().Contain("of 1500 rows, 0 are anomalies and 1500 are normal: labels of one class set no threshold");
    }

    [Fact]
    public void Train_LabelsThatScoresDoNotFollow_LeaveTheMap()
    {
        // Labels turned round: anomalies score lower than normal rows.
        bool[] turned = [.. Labelled.IsAnomaly.ToArray().Select(label => !label)];

        TrainedDetector trained = Train(Labelled.WithLabels(turned), Isolation);

        trained.Artifact.Probability.Should().Be(ProbabilityMeaning.MonotoneMap);
        trained.Evaluation!.RocAuc.Should().BeLessThan(0.5, "the order of scores is not turned round to please the labels");
        trained.Notes.Should().Contain(note => note.StartsWith("anomalies score no higher than normal rows", StringComparison.Ordinal));
    }

    [Fact]
    public void Train_ContaminationBesideLabels_IsNoted() =>
        Train(Labelled, Isolation with { Contamination = 0.1 }).Notes.Should().Contain("labels set the threshold, so Contamination decides nothing; UseLabels = false lets it decide");

    [Fact]
    public void Train_FewRows_AreCrossValidated()
    {
        Table few = Labelled.Select([.. Enumerable.Range(0, 200)]);

        TrainedDetector trained = Train(few, Isolation);

        trained.Evaluation!.Source.Should().Be(ScoreSource.CrossValidated, "every tree draws all of 200 rows");
        trained.Evaluation.RowCount.Should().Be(200);
    }

    [Fact]
    public void Train_Groups_AreKeptTogetherInFolds()
    {
        TrainedDetector trained = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Isolation, GroupBy = "user_id" }).Train(Labelled);

        trained.Evaluation!.Source.Should().Be(ScoreSource.CrossValidated);
        trained.UnseenScores.Should().NotContain(score => double.IsNaN(score));
    }

    [Fact]
    public void Train_GroupWithEveryAnomaly_IsScoredByTheOthers()
    {
        bool[] isAnomaly = Labelled.IsAnomaly.ToArray();
        var binder = new RecordBinder<int>().Map("x", row => row % 97).Map("user", row => isAnomaly[row] ? "a" : "b").MapLabel(row => isAnomaly[row]);
        Table two = Table.FromRecords(Enumerable.Range(0, isAnomaly.Length), binder);

        TrainedDetector trained = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Svm, GroupBy = "user" }).Train(two);

        trained.UnseenScores.Should().HaveCount(1500).And.NotContain(score => double.IsNaN(score), "folds need no anomalies, as nothing learns from them");
    }

    [Fact]
    public void Train_Ensemble_AveragesCalibratedScores()
    {
        TrainedDetector trained = Train(Labelled, Three);
        var ensemble = (EnsembleModel)trained.Artifact.Model;
        FeatureMatrix features = trained.Artifact.Encoder.Encode(TestSessions.Test);
        float[] row = new float[features.FeatureCount];
        AnomalyPrediction[] predictions = new AnomalyDetectionPredictor(trained.Artifact).PredictBatch(TestSessions.Test);

        trained.Evaluation!.Source.Should().Be(ScoreSource.CrossValidated);
        trained.Evaluation.RocAuc.Should().BeGreaterThan(0.8);
        trained.Artifact.Probability.Should().Be(ProbabilityMeaning.Calibrated);
        ensemble.Members.Select(member => member.Weight).Should().Equal(2, 1, 0.5);
        ensemble.Members.Should().OnlyContain(member => member.Calibration is SigmoidCalibration);
        trained.Artifact.Calibration.Should().BeOfType<IsotonicCalibration>("there are 1,500 rows, 600 of them anomalies");
        for (int i = 0; i < 50; i++)
        {
            features.CopyRow(i, row);
            double mean = ensemble.Members.Sum(member => member.Weight * member.Calibration!.Probability(member.Model.Score(row))) / 3.5;
            predictions[i].RawScore.Should().BeApproximately(mean, 1e-12).And.Be(ensemble.Score(row));
            predictions[i].AnomalyProbability.Should().Be(trained.Artifact.Calibration!.Probability(predictions[i].RawScore));
        }

        trained.Artifact.Provenance.Options["member_0_algorithm"].Should().Be("random-forest");
        trained.Artifact.Provenance.Options["member_1_seed"].Should().Be("3");
        trained.Artifact.Provenance.Options["member_2_nu"].Should().Be("0.1");
    }

    [Fact]
    public void Train_EnsembleWithoutLabels_HasMapsAndDecidesAtOneHalf()
    {
        EnsembleOptions two = new() { Members = [new EnsembleMember(Isolation), new EnsembleMember(Svm)] };

        TrainedDetector trained = Train(Unlabelled, two);

        trained.Artifact.Probability.Should().Be(ProbabilityMeaning.MonotoneMap);
        trained.Artifact.Policy.Threshold.Should().Be(Math.BitIncrement(0.5));
        new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Three }).Invoking(trainer => trainer.Train(Unlabelled)).Should().Throw<ArgumentException>("a random forest needs labels").WithMessage("The table carries no labels*");
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Train_Progress_NeverFallsAndEndsAtAll(string learner)
    {
        var fractions = new List<double>();

        new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Options(learner) }).Train(Labelled, new Told(fractions));

        fractions.Should().BeInAscendingOrder();
        fractions[^1].Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public void Train_Cancelled_ReturnsNothing(string learner)
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Options(learner) }).Invoking(trainer => trainer.Train(Labelled, null, source.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Info_OfEachModel_SaysWhatItIs()
    {
        ModelInfo isolation = new AnomalyDetectionPredictor(Train(Unlabelled, Isolation).Artifact).Info;
        ModelInfo ensemble = new AnomalyDetectionPredictor(Train(Labelled, Three).Artifact).Info;

        isolation.Should().BeEquivalentTo(new { Algorithm = "isolation-forest", TreeCount = 100, SupportVectorCount = 0, Probability = ProbabilityMeaning.MonotoneMap });
        ensemble.TreeCount.Should().Be(130);
        ensemble.SupportVectorCount.Should().BeGreaterThan(150);
        ensemble.NodeCount.Should().BeGreaterThan(isolation.NodeCount);
    }

    [Fact]
    public void Constructor_OptionsThatContradict_AreRefused()
    {
        Refused(new AnomalyDetectorOptions { UseLabels = false }, "option UseLabels: expected true, as a random forest learns from labels, but was given false");
        Refused(new AnomalyDetectorOptions { Learner = Three, UseLabels = false }, "option UseLabels: expected true*");
        Refused(new AnomalyDetectorOptions { Learner = Svm, UseLabels = false, Objective = ThresholdObjective.BestFBeta(2) }, "option Objective: expected f1 when UseLabels is false, but was given fbeta:2");
        Refused(new AnomalyDetectorOptions { Learner = Svm, UseLabels = false, ExpectedAnomalyRate = 0.1 }, "option ExpectedAnomalyRate: expected null when UseLabels is false, but was given 0.1");
        Refused(new AnomalyDetectorOptions { Learner = Svm, MonotonicConstraints = new Dictionary<string, Monotonicity> { ["clicks_count"] = Monotonicity.Increasing } }, "option MonotonicConstraints: expected none unless Learner is RandomForestOptions, but was given clicks_count");
        Refused(new AnomalyDetectorOptions { Learner = Isolation with { ScoreTrainingRows = false } }, "option Learner.ScoreTrainingRows: expected true*");
        FluentActions.Invoking(() => new EnsembleOptions { Members = [new EnsembleMember(Svm)] }).Should().Throw<OptionsException>().WithMessage("option Members: expected 2 to 8 of them, but was given 1");
        FluentActions.Invoking(() => new EnsembleOptions { Members = [new EnsembleMember(Svm), new EnsembleMember(Three)] }).Should().Throw<OptionsException>().WithMessage("option Members: expected members that are no ensembles*");
        FluentActions.Invoking(() => new EnsembleMember(Svm) { Weight = 0 }).Should().Throw<OptionsException>().WithMessage("option Weight:*");
    }

    [Fact]
    public void Train_ScalingAsked_IsKept()
    {
        AnomalyDetectorOptions none = new() { Learner = Svm, Encoder = new FeatureEncoderOptions { Scaling = Scaling.None } };
        AnomalyDetectorOptions standard = new() { Learner = Isolation, Encoder = new FeatureEncoderOptions { Scaling = Scaling.Standard } };

        new AnomalyDetectorTrainer(none).Train(Unlabelled).Artifact.Encoder.Scaler.Should().BeNull();
        new AnomalyDetectorTrainer(standard).Train(Unlabelled).Artifact.Encoder.Scaler.Should().NotBeNull();
        Train(Unlabelled, Isolation).Artifact.Encoder.Scaler.Should().BeNull("trees need none");
    }

    internal static TrainedDetector Train(Table table, ILearnerOptions learner) => new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = learner }).Train(table);

    internal static ILearnerOptions Options(string learner, int? threads = null) => learner switch
    {
        "isolation-forest" => Isolation with { MaxThreads = threads },
        "extended" => Isolation with { MaxThreads = threads, ExtensionLevel = 3 },
        "subsets" => Isolation with { MaxThreads = threads, CategoricalSplits = CategoricalSplits.RandomSubset },
        "one-class-svm" => Svm,
        _ => Three,
    };

    private static double[] Scores(TrainedDetector detector) => [.. new AnomalyDetectionPredictor(detector.Artifact).PredictBatch(TestSessions.Test).Select(prediction => prediction.RawScore)];

    private static void Refused(AnomalyDetectorOptions options, string message) =>
        FluentActions.Invoking(() => new AnomalyDetectorTrainer(options)).Should().Throw<OptionsException>().WithMessage(message);

    private sealed class Told(List<double> fractions) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            lock (fractions) fractions.Add(value.Fraction);
        }
    }
}
