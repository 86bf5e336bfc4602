using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

public sealed class DetectorTuningTests
{
    private static readonly DetectorTuningOptions Quick = new() { Intervals = null };

    private static DetectorArtifact Detector => TestSessions.Trained.Artifact;

    private static double[] Raw { get; } = [.. TestSessions.Predictor.PredictBatch(TestSessions.Test).Select(prediction => prediction.RawScore)];

    private static bool[] Labels { get; } = TestSessions.Test.IsAnomaly.ToArray();

    [Fact]
    public void Run_Sigmoid_FitsCurveAndThresholdToTheRows()
    {
        DetectorTuningResult tuned = DetectorTuning.Run(Detector, TestSessions.Test, Quick with { Objective = ThresholdObjective.BestFBeta(2) });

        // 400 rows are too few for a curve of any shape.
        SigmoidCalibration curve = SigmoidCalibration.Fit(Raw, Labels)!;
        ThresholdDesign design = ThresholdDesigner.Choose(Array.ConvertAll(Raw, curve.Probability), Labels, ThresholdObjective.BestFBeta(2), ScoreSource.HeldOut);
        tuned.Artifact!.Calibration.Should().Be(curve);
        tuned.Artifact.Policy.Should().Be(new DecisionPolicy { Threshold = design.Threshold!.Value });
        tuned.Threshold.Threshold.Should().Be(design.Threshold);
        tuned.Artifact.Model.Should().BeSameAs(Detector.Model);
        tuned.Artifact.Evaluation.Should().Be(tuned.After);
        tuned.Notes.Should().BeEmpty();
    }

    [Fact]
    public void Run_Before_IsOfTheDetectorAsItWas() =>
        DetectorTuning.Run(Detector, TestSessions.Test).Before.Should().Be(TestSessions.Predictor.Evaluate(TestSessions.Test));

    [Fact]
    public void Run_After_JudgesEachRowByTheOtherFolds()
    {
        EvaluationSummary after = DetectorTuning.Run(Detector, TestSessions.Test, Quick).After!;

        double[] probabilities = new double[Raw.Length];
        int found = 0, falseAlarms = 0;
        foreach (TrainTestSplit fold in Splits.StratifiedKFold(Labels, 5))
        {
            double[] scores = [.. fold.Train.Select(row => Raw[row])];
            bool[] labels = [.. fold.Train.Select(row => Labels[row])];
            SigmoidCalibration curve = SigmoidCalibration.Fit(scores, labels)!;
            double threshold = ThresholdDesigner.Choose(Array.ConvertAll(scores, curve.Probability), labels, ThresholdObjective.BestF1, ScoreSource.HeldOut).Threshold!.Value;
            foreach (int row in fold.Test)
            {
                probabilities[row] = curve.Probability(Raw[row]);
                if (probabilities[row] < threshold) continue;
                if (Labels[row]) found++;
                else falseAlarms++;
            }
        }

        after.Source.Should().Be(ScoreSource.CrossValidated);
        (after.Confusion.TruePositives, after.Confusion.FalsePositives).Should().Be((found, falseAlarms));
        after.BrierScore.Should().BeApproximately(Metrics.BrierScore(probabilities, Labels), 1e-12);
        after.RocAuc.Should().Be(Metrics.RocAuc(Raw, Labels));
    }

    [Fact]
    public void Run_NullCalibration_KeepsTheDetectors()
    {
        DetectorTuningResult tuned = DetectorTuning.Run(Detector, TestSessions.Test, Quick with { Calibration = null });

        tuned.Artifact!.Calibration.Should().BeSameAs(Detector.Calibration);
        tuned.Artifact.Provenance.Options["calibration"].Should().Be(Detector.Provenance.Options["calibration"]);
        tuned.After!.BrierScore.Should().Be(tuned.Before.BrierScore);
    }

    [Fact]
    public void Run_NoCalibration_DecidesOnScores()
    {
        DetectorArtifact tuned = DetectorTuning.Run(Detector, TestSessions.Test, Quick with { Calibration = CalibrationMethod.None }).Artifact!;

        tuned.Calibration.Should().BeNull();
        Raw.Should().Contain(tuned.Policy.Threshold);
    }

    [Fact]
    public void Run_ManyRows_TakesACurveOfAnyShape() =>
        DetectorTuning.Run(Detector, TestSessions.Training, Quick).Artifact!.Calibration.Should().BeOfType<IsotonicCalibration>();

    [Fact]
    public void Run_ExpectedRate_MovesProbabilitiesAndThreshold()
    {
        DetectorTuningResult usual = DetectorTuning.Run(Detector, TestSessions.Test, Quick), rare = DetectorTuning.Run(Detector, TestSessions.Test, Quick with { ExpectedAnomalyRate = 0.001 });

        rare.Artifact!.Calibration.Should().BeEquivalentTo(new { Prior = 0.001, Original = usual.Artifact!.Calibration });
        rare.Threshold.AnomalyRate.Should().Be(0.001);
        rare.After!.BrierScore.Should().Be(usual.After!.BrierScore, "figures are of the rows as they are");
        rare.Artifact.Provenance.Options["expected_anomaly_rate"].Should().Be("0.001");
    }

    [Fact]
    public void Run_ObjectiveThatCannotBeHeld_SaysWhyAndMakesNothing()
    {
        DetectorTuningResult tuned = DetectorTuning.Run(Detector, TestSessions.Test, Quick with { Objective = ThresholdObjective.MaximumRecall(1, 0.999) });

        (tuned.Artifact, tuned.After, tuned.Threshold.IsFound).Should().Be((null, null, false));
        tuned.Threshold.Refusal.Should().StartWith("at no threshold is the precision 1 or more");
        tuned.Before.RowCount.Should().Be(400);
    }

    [Fact]
    public void Run_ObjectiveThatAFoldCannotHold_IsNoted()
    {
        // 40 anomalies: with all of them enough may be sure, with four fifths not.
        string[] notes = [.. Enumerable.Range(1, 60)
            .Select(step => DetectorTuning.Run(Detector, TestSessions.Test, Quick with { Objective = ThresholdObjective.MaximumRecall(0.3 + (step * 0.01), 0.95) }))
            .Where(tuned => tuned.Artifact is not null)
            .SelectMany(tuned => tuned.Notes)];

        notes.Should().ContainMatch("on the rows of * of 5 folds no threshold held what precision>=0.*@95% asks for: the figures flag nothing there");
    }

    [Fact]
    public void Run_RecordsWhatWasDone()
    {
        Provenance provenance = DetectorTuning.Run(Detector, TestSessions.Test, Quick with { Objective = ThresholdObjective.BestYouden }).Artifact!.Provenance;

        provenance.Options.Should().Contain("threshold", "youden tuned").And.Contain("calibration", "sigmoid tuned").And.Contain("tuning_row_count", "400").And.Contain("tuning_anomaly_count", "40").And.Contain("tree_count", "30");
        provenance.RowCount.Should().Be(Detector.Provenance.RowCount);
    }

    [Fact]
    public void Run_BandsSetByHand_Stay()
    {
        DetectorArtifact set = Detector with { Policy = Detector.Policy with { MediumRiskFrom = 0.2, HighRiskFrom = 0.9 } };

        DetectorTuningResult tuned = DetectorTuning.Run(set, TestSessions.Test, Quick);

        (tuned.Artifact!.Policy.MediumRiskFrom, tuned.Artifact.Policy.HighRiskFrom).Should().Be((0.2, 0.9));
        tuned.Notes.Should().Equal("the bands of risk stay as they were set: medium from 0.2, high from 0.9");
    }

    [Fact]
    public void Run_LoadedArtifact_SavesAndLoads()
    {
        using var stream = new MemoryStream();
        Detector.Save(stream);
        DetectorArtifact tuned = DetectorTuning.Run(DetectorArtifact.Load(stream.ToArray()), TestSessions.Test).Artifact!;

        using var saved = new MemoryStream();
        tuned.Save(saved);

        DetectorArtifact loaded = DetectorArtifact.Load(saved.ToArray());
        (loaded.Policy, loaded.Calibration, loaded.Evaluation).Should().Be((tuned.Policy, tuned.Calibration, tuned.Evaluation));
    }

    [Fact]
    public void Run_AnyThreads_IsTheSame()
    {
        static string Tuned(int threads)
        {
            using var saved = new MemoryStream();
            DetectorTuning.Run(Detector, TestSessions.Test, Quick with { MaxThreads = threads }).Artifact!.Save(saved);
            return Convert.ToHexString(saved.ToArray());
        }

        Tuned(2).Should().Be(Tuned(1));
    }

    [Fact]
    public void Run_Groups_AreJudgedTogether()
    {
        EvaluationSummary grouped = DetectorTuning.Run(Detector, TestSessions.Test, Quick with { GroupBy = "user_id" }).After!;

        grouped.RowCount.Should().Be(400);
        grouped.BrierScore.Should().NotBe(DetectorTuning.Run(Detector, TestSessions.Test, Quick).After!.BrierScore);
    }

    [Fact]
    public void Run_AnomaliesThatScoreLow_KeepTheCalibration()
    {
        DetectorTuningResult tuned = DetectorTuning.Run(Detector, TestSessions.Test.WithLabels(Array.ConvertAll(Labels, label => !label)), Quick);

        tuned.Notes.Should().Contain("anomalies score no higher than normal rows: the detector's calibration stays");
        tuned.Artifact!.Calibration.Should().BeSameAs(Detector.Calibration);
    }

    [Fact]
    public void Run_OneClassSvm_NeedsACalibration()
    {
        var svm = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = new OneClassSvmOptions { Nu = 0.2 }, Intervals = null }).Train(TestSessions.Test).Artifact;

        FluentActions.Invoking(() => DetectorTuning.Run(svm, TestSessions.Test, Quick with { Calibration = CalibrationMethod.None }))
            .Should().Throw<OptionsException>().WithMessage("option Calibration: expected another method, as scores of a one-class SVM have no bounds, but was given None");
    }

    [Fact]
    public void Run_BadTable_SaysWhatIsMissing()
    {
        Table test = TestSessions.Test;
        bool[] none = new bool[test.RowCount];

        FluentActions.Invoking(() => DetectorTuning.Run(Detector, test.WithLabels([]))).Should().Throw<ArgumentException>().WithMessage("The table carries no labels; tuning needs one per row.*");
        FluentActions.Invoking(() => DetectorTuning.Run(Detector, test.WithLabels(none))).Should().Throw<UndefinedMetricException>().WithMessage("Tuning *");
        FluentActions.Invoking(() => DetectorTuning.Run(Detector, test, Quick with { GroupBy = "nobody" })).Should().Throw<ArgumentException>().WithMessage("*nobody*");
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        FluentActions.Invoking(() => new DetectorTuningOptions { Calibration = CalibrationMethod.ClassWeights }).Should().Throw<OptionsException>().WithMessage("option Calibration: expected another method, as class weights are of a training, but was given ClassWeights");
        FluentActions.Invoking(() => new DetectorTuningOptions { ExpectedAnomalyRate = 1 }).Should().Throw<OptionsException>();
        FluentActions.Invoking(() => new DetectorTuningOptions { MaxThreads = 0 }).Should().Throw<OptionsException>();
        FluentActions.Invoking(() => DetectorTuning.Run(Detector, TestSessions.Test, Quick with { Objective = ThresholdObjective.MinimumAmountCost(5) }))
            .Should().Throw<OptionsException>().WithMessage("option AmountColumn: expected a column, as amount:fp=5 needs amounts, but was given null");
        FluentActions.Invoking(() => DetectorTuning.Run(Detector, TestSessions.Test, Quick with { AmountColumn = "clicks_count" }))
            .Should().Throw<OptionsException>().WithMessage("option AmountColumn: expected null, as f1 looks at no amounts, but was given clicks_count");
    }
}
