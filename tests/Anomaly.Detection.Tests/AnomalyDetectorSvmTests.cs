using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>One-class SVMs through the front door.</summary>
public class AnomalyDetectorSvmTests
{
    private static readonly Table Labelled = TestSessions.Training;
    private static readonly Table Unlabelled = TestSessions.Training.WithLabels([]);
    private static readonly OneClassSvmOptions Svm = new() { Nu = 0.1 };

    [Fact]
    public void Train_WithLabels_ChoosesTheThresholdOnCrossValidatedScores()
    {
        TrainedDetector trained = AnomalyDetectorLearnerTests.Train(Labelled, Svm);

        trained.Evaluation!.Source.Should().Be(ScoreSource.CrossValidated);
        trained.Evaluation.RowCount.Should().Be(1500);
        trained.UnseenScores.Should().NotContain(score => double.IsNaN(score));
        trained.Artifact.Probability.Should().Be(ProbabilityMeaning.Calibrated);
        trained.Artifact.Provenance.Options["threshold"].Should().Be("f1 cross-validated");
        trained.Artifact.Encoder.Scaler.Should().NotBeNull("Scaling.Auto follows the model");
        trained.Artifact.Provenance.Options["encoder_scaling"].Should().Be("standard");
    }

    [Fact]
    public void Train_UnseenScores_AreThoseOfFoldModelsInUnitsOfAllRows()
    {
        TrainedDetector trained = AnomalyDetectorLearnerTests.Train(Labelled, Svm);
        FeatureMatrix features = trained.Artifact.Encoder.Encode(Labelled);
        TrainTestSplit fold = Splits.StratifiedKFold(Labelled.IsAnomaly, 5)[2];
        OneClassSvmModel model = new OneClassSvmTrainer(Svm).Train(features.Select(fold.Train.AsSpan())).Model;
        float[] row = new float[features.FeatureCount];
        foreach (int tested in fold.Test.Take(20))
        {
            features.CopyRow(tested, row);
            trained.UnseenScores[tested].Should().Be(1500.0 / fold.Train.Length * model.Score(row));
        }
    }

    [Fact]
    public void Train_WithoutLabels_FlagsWhatLiesOutside()
    {
        TrainedDetector trained = AnomalyDetectorLearnerTests.Train(Unlabelled, Svm);

        trained.Artifact.Policy.Threshold.Should().Be(0.5);
        AnomalyPrediction[] predictions = new AnomalyDetectionPredictor(trained.Artifact).PredictBatch(Unlabelled);
        predictions.Should().OnlyContain(prediction => prediction.IsAnomaly == OneClassSvmModel.IsOutlier(prediction.RawScore));
        predictions.Count(prediction => prediction.IsAnomaly).Should().BeInRange(100, 200, "ν is a tenth of 1,500 rows");
    }

    [Fact]
    public void Train_FoldsTooSmallForNu_IsNotCrossValidatedAndSaysSo()
    {
        TrainedDetector trained = AnomalyDetectorLearnerTests.Train(Labelled.Select([.. Enumerable.Range(0, 12)]), new OneClassSvmOptions { Nu = 0.1 });

        trained.UnseenScores.Should().BeEmpty("a tenth of the rows of a fold is less than a row");
        trained.Notes.Should().Contain("no honest scores of both classes: the threshold is 0.5, not chosen on data");
    }

    [Fact]
    public void Train_WithMissingValues_FillsThemAndSaysSo()
    {
        TrainedDetector trained = AnomalyDetectorLearnerTests.Train(Labelled, Svm);

        trained.Notes.Should().Contain(note => note.EndsWith("CategoricalImputation chooses otherwise", StringComparison.Ordinal) || note.EndsWith("NumericImputation chooses otherwise", StringComparison.Ordinal));
        AnomalyPrediction nothingKnown = new AnomalyDetectionPredictor(trained.Artifact).PredictSingle("{}"u8);
        nothingKnown.AnomalyProbability.Should().BeInRange(0, 1);
        double.IsFinite(nothingKnown.RawScore).Should().BeTrue();
    }

    [Fact]
    public void Artifact_WithoutCalibration_IsRefused()
    {
        DetectorArtifact artifact = AnomalyDetectorLearnerTests.Train(Unlabelled, Svm).Artifact;

        FluentActions.Invoking(() => artifact with { Calibration = null }).Should().Throw<ArgumentException>().WithMessage("Scores of a OneClassSvmModel have no bounds: it needs a calibration.*");
    }
}
