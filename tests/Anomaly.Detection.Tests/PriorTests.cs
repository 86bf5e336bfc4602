using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Tests.Artifacts;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>Detectors at another share of anomalies, and a balanced forest at a share of 1 %.</summary>
public class PriorTests
{
    [Fact]
    public void WithPrior_TrainedDetector_MovesProbabilitiesAndKeepsThePolicy()
    {
        DetectorArtifact artifact = TestSessions.Trained.Artifact;

        DetectorArtifact moved = artifact.WithPrior(.01);

        (moved.Policy, moved.Evaluation, moved.Probability).Should().Be((artifact.Policy, null, ProbabilityMeaning.Calibrated));
        AnomalyPrediction[] before = new AnomalyDetectionPredictor(artifact).PredictBatch(TestSessions.Test), after = new AnomalyDetectionPredictor(moved).PredictBatch(TestSessions.Test);
        for (int row = 0; row < before.Length; row++)
        {
            after[row].RawScore.Should().Be(before[row].RawScore);
            after[row].AnomalyProbability.Should().Be(PriorShift.Apply(before[row].AnomalyProbability, .4, .01));
            after[row].IsAnomaly.Should().Be(after[row].AnomalyProbability >= artifact.Policy.Threshold);
        }

        moved.WithPrior(.4).Calibration.Should().Be(artifact.Calibration!.WithPrior(.4));
    }

    [Fact]
    public void WithPrior_SavedAndLoaded_IsTheSame()
    {
        DetectorArtifact moved = TestSessions.Trained.Artifact.WithPrior(.01);
        byte[] file = Samples.Save(moved);

        DetectorArtifact loaded = DetectorArtifact.Load(file);

        loaded.Calibration.Should().Be(moved.Calibration);
        Samples.Save(loaded).Should().Equal(file);
    }

    [Fact]
    public void Prior_OfThePredictor_IsThatOfTheArtifact()
    {
        DetectorArtifact artifact = TestSessions.Trained.Artifact;
        var predictor = new AnomalyDetectionPredictor(artifact, new PredictorOptions { Prior = .02 });

        predictor.PredictBatch(TestSessions.Test).Should().Equal(new AnomalyDetectionPredictor(artifact.WithPrior(.02)).PredictBatch(TestSessions.Test));
        (predictor.Info.BaseRate, predictor.Info.Prior, predictor.Info.Evaluation).Should().Be((.4, .02, null));
        (TestSessions.Predictor.Info.BaseRate, TestSessions.Predictor.Info.Prior).Should().Be((.4, null));
    }

    [Fact]
    public void WithPrior_NothingToMoveFrom_IsRefused()
    {
        FluentActions.Invoking(() => Samples.Small().WithPrior(.1)).Should().Throw<InvalidOperationException>().WithMessage("The artefact has no calibration*cannot be moved to 0.1. Train with a calibration fitted to labels*");
        FluentActions.Invoking(() => Samples.OneOfEachModel()[1].WithPrior(.1)).Should().Throw<InvalidOperationException>().WithMessage("A MarginMap gives no probability*");
        FluentActions.Invoking(() => new AnomalyDetectionPredictor(Samples.Small(), new PredictorOptions { Prior = .1 })).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => new PredictorOptions { Prior = 1 }).Should().Throw<OptionsException>().WithMessage("option Prior:*");
    }

    // The reference: 1 % anomalies, of which balanced weights make one half.
    [Fact]
    public void BalancedForest_OnePerCent_MeansWhatItSaysAndFollowsTheShare()
    {
        Table training = Draw(10_000, .01, 1), test = Draw(20_000, .01, 2), shifted = Draw(20_000, .05, 3);
        var options = new AnomalyDetectorOptions { Learner = new RandomForestOptions { TreeCount = 40, MinSamplesLeaf = 5, Seed = 5 }, Intervals = null };
        DetectorArtifact artifact = new AnomalyDetectorTrainer(options).Train(training).Artifact;
        var predictor = new AnomalyDetectionPredictor(artifact);

        AnomalyPrediction[] predictions = predictor.PredictBatch(test);
        double[] probabilities = [.. predictions.Select(prediction => prediction.AnomalyProbability)], raw = [.. predictions.Select(prediction => prediction.RawScore)];
        double[] atFivePerCent = [.. predictor.PredictBatch(shifted).Select(prediction => prediction.AnomalyProbability)];
        PriorEstimate estimate = PriorEstimation.Estimate(atFivePerCent, probabilities.Average());
        double[] moved = [.. new AnomalyDetectionPredictor(artifact.WithPrior(estimate.Prior)).PredictBatch(shifted).Select(prediction => prediction.AnomalyProbability)];

        raw.Average().Should().BeGreaterThan(.02, "balanced weights tilt the scores");
        probabilities.Average().Should().BeApproximately(.01, .002);
        Error(probabilities, test).Should().BeLessThan(Error(raw, test) / 3);
        estimate.Prior.Should().BeApproximately(.05, .01);
        estimate.Converged.Should().BeTrue();
        moved.Average().Should().BeApproximately(.05, .01);
        Error(moved, shifted).Should().BeLessThan(Error(atFivePerCent, shifted) / 2);
    }

    private static double Error(double[] probabilities, Table table) => ReliabilityTable.Compute(probabilities, table.IsAnomaly).ExpectedCalibrationError;

    // Four features of N(0, 1); of anomalies, three lie 1.5 higher.
    private static Table Draw(int rowCount, double rate, ulong seed)
    {
        var random = new RandomStream(seed);
        int anomalies = (int)(rate * rowCount);
        string[] names = ["a", "b", "c", "d"];
        var rows = new IReadOnlyDictionary<string, FeatureValue>[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            var record = new Dictionary<string, FeatureValue>();
            for (int feature = 0; feature < names.Length; feature++)
            {
                double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                record[names[feature]] = normal + (row < anomalies && feature < 3 ? 1.5 : 0);
            }

            rows[row] = record;
        }

        return Table.FromRows(rows, [.. Enumerable.Range(0, rowCount).Select(row => row < anomalies)]);
    }
}
