using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>Which calibration a detector gets, and that its figures are not flattered by it.</summary>
public class AnomalyDetectorCalibrationTests
{
    private static readonly AnomalyDetectorOptions Options = TestSessions.Options with { Intervals = null };
    private static readonly RandomForestOptions Unbagged = TestSessions.Forest with { Bootstrap = false, MaxDepth = null, MinSamplesLeaf = 1 };

    [Fact]
    public void Train_ThousandRowsAndHundredOfEachClass_IsIsotonic() => Train(Options, Sessions(1_010, 100)).Calibration.Should().BeOfType<IsotonicCalibration>();

    [Theory]
    [InlineData(1_010, 99)]
    [InlineData(990, 400)]
    public void Train_FewerRows_IsSigmoid(int rows, int anomalies) => Train(Options, Sessions(rows, anomalies)).Calibration.Should().BeOfType<SigmoidCalibration>();

    [Theory]
    [InlineData(CalibrationMethod.Sigmoid, typeof(SigmoidCalibration))]
    [InlineData(CalibrationMethod.Isotonic, typeof(IsotonicCalibration))]
    [InlineData(CalibrationMethod.ClassWeights, typeof(ClassWeightCorrection))]
    public void Train_MethodGiven_IsTaken(CalibrationMethod method, Type expected)
    {
        DetectorArtifact artifact = Train(Options with { Calibration = method }, TestSessions.Training);

        artifact.Calibration.Should().BeOfType(expected);
        artifact.Calibration!.BaseRate.Should().Be(.4);
        artifact.Probability.Should().Be(method == CalibrationMethod.ClassWeights ? ProbabilityMeaning.ClassWeightsUndone : ProbabilityMeaning.Calibrated);
        artifact.Provenance.Options["calibration"].Should().Be(method switch { CalibrationMethod.ClassWeights => "class-weights", CalibrationMethod.Sigmoid => "sigmoid", _ => "isotonic" });
    }

    [Fact]
    public void Train_ExpectedAnomalyRate_MovesProbabilitiesToIt()
    {
        TrainedDetector usual = new AnomalyDetectorTrainer(Options).Train(TestSessions.Training), rare = new AnomalyDetectorTrainer(Options with { ExpectedAnomalyRate = .1 }).Train(TestSessions.Training);

        rare.Artifact.Calibration.Should().Be(usual.Artifact.Calibration!.WithPrior(.1));
        (rare.Evaluation!.LogLoss, rare.Evaluation.BrierScore, rare.Evaluation.RocAuc).Should().Be((usual.Evaluation!.LogLoss, usual.Evaluation.BrierScore, usual.Evaluation.RocAuc), "these are figures of the rows as they are");
        double[] promised = Probabilities(rare), tilted = Probabilities(usual);
        ReliabilityTable.Compute(promised, TestSessions.Test.IsAnomaly).ExpectedCalibrationError.Should().BeLessThan(ReliabilityTable.Compute(tilted, TestSessions.Test.IsAnomaly).ExpectedCalibrationError / 2);

        static double[] Probabilities(TrainedDetector detector) => [.. new AnomalyDetectionPredictor(detector.Artifact).PredictBatch(TestSessions.Test).Select(prediction => prediction.AnomalyProbability)];
    }

    // Of three groups in one tree's bag, some have no score at all.
    [Fact]
    public void Train_GroupsWithoutScores_LeaveNoFoldEmpty()
    {
        string?[] groups = [.. Enumerable.Range(0, TestSessions.Training.RowCount).Select(row => $"g{row % 3}")];
        Table table = Table.FromRows(
            Enumerable.Range(0, groups.Length).Select(row => new Dictionary<string, FeatureValue> { ["group"] = groups[row]!, ["clicks"] = TestSessions.Training.Value(row, 10) }),
            TestSessions.Training.IsAnomaly);
        for (ulong seed = 0; seed < 8; seed++)
        {
            AnomalyDetectorOptions options = Options with { Learner = new RandomForestOptions { TreeCount = 1, MaxDepth = 3, Seed = seed }, GroupBy = "group", Exclude = ["group"] };

            FluentActions.Invoking(() => Train(options, table)).Should().NotThrow("seed {0}", seed);
        }
    }

    [Fact]
    public void Train_None_PredictsTheModelsOwnScore()
    {
        DetectorArtifact artifact = Train(Options with { Calibration = CalibrationMethod.None }, TestSessions.Training);

        artifact.Calibration.Should().BeNull();
        artifact.Probability.Should().Be(ProbabilityMeaning.ModelScore);
        new AnomalyDetectionPredictor(artifact).PredictBatch(TestSessions.Test).Should().OnlyContain(prediction => prediction.AnomalyProbability == prediction.RawScore);
    }

    [Fact]
    public void Train_NoneOfAnIsolationForest_IsTheMapWithoutLabels() =>
        Train(new AnomalyDetectorOptions { Learner = new IsolationForestOptions { TreeCount = 20 }, Calibration = CalibrationMethod.None, Intervals = null }, TestSessions.Training).Calibration.Should().BeOfType<MarginMap>();

    // Balanced weights of 900 normal rows and 600 anomalies: 1500 / (2·900) and 1500 / (2·600).
    [Fact]
    public void Train_UnbaggedForestWhoseWeightsShow_UndoesThem()
    {
        RandomForestOptions tilted = Unbagged with { MinSamplesLeaf = 200, ClassWeight = ClassWeight.Given(.5, 8) };

        TrainedDetector trained = new AnomalyDetectorTrainer(Options with { Learner = tilted }).Train(Sessions(1_500, 150));
        DetectorArtifact balanced = Train(Options with { Learner = Unbagged, Calibration = CalibrationMethod.ClassWeights }, TestSessions.Training);

        trained.Artifact.Calibration.Should().Be(new ClassWeightCorrection { NormalWeight = .5, AnomalyWeight = 8, BaseRate = .1 });
        trained.Notes.Should().ContainSingle(note => note.StartsWith("no out-of-bag scores of both classes: probabilities are the forest's own"));
        trained.Evaluation.Should().BeNull();
        balanced.Calibration.Should().Be(new ClassWeightCorrection { NormalWeight = 1500 / 1800.0, AnomalyWeight = 1500 / 1200.0, BaseRate = .4 });
    }

    [Fact]
    public void Train_UnbaggedForestOfPureLeaves_KeepsItsScore() => Train(Options with { Learner = Unbagged }, TestSessions.Training).Calibration.Should().BeNull();

    [Fact]
    public void Train_MethodThatNeedsScoresWithoutAny_Notes()
    {
        TrainedDetector trained = new AnomalyDetectorTrainer(Options with { Learner = Unbagged, Calibration = CalibrationMethod.Isotonic }).Train(TestSessions.Training);

        trained.Artifact.Calibration.Should().BeNull();
        trained.Notes.Should().Contain("Calibration is Isotonic, but there are no honest scores of both classes to fit it to: probabilities are not calibrated");
    }

    // Of each pair of equal rows one is an anomaly: a tree that has seen the one takes the other for the same.
    [Theory]
    [InlineData(CalibrationMethod.Sigmoid)]
    [InlineData(CalibrationMethod.Isotonic)]
    public void Train_RankingUpsideDown_KeepsTheScoreAndNotes(CalibrationMethod method)
    {
        IReadOnlyDictionary<string, FeatureValue>[] rows = [.. Enumerable.Range(0, 400).Select(row => new Dictionary<string, FeatureValue> { ["x"] = row / 2 })];
        var options = Options with { Learner = new RandomForestOptions { TreeCount = 30, SplitSearch = SplitSearch.Exact }, Calibration = method };

        TrainedDetector trained = new AnomalyDetectorTrainer(options).Train(Table.FromRows(rows, [.. Enumerable.Range(0, 400).Select(row => row % 2 == 0)]));

        trained.Artifact.Calibration.Should().BeNull();
        trained.Notes.Should().Contain("anomalies score no higher than normal rows: probabilities are not calibrated, but the model's own scores");
    }

    [Fact]
    public void Options_MethodThatCannotBe_AreRefused()
    {
        Refused(new() { Calibration = CalibrationMethod.ClassWeights, Learner = new IsolationForestOptions() }, "option Calibration: expected another method unless Learner is RandomForestOptions*");
        Refused(new() { Calibration = CalibrationMethod.ClassWeights, Learner = new RandomForestOptions { ClassSamples = ClassSamples.Balanced } }, "option Calibration: expected another method when Learner.ClassSamples is given*");
        Refused(new() { Calibration = CalibrationMethod.Isotonic, Learner = new IsolationForestOptions(), UseLabels = false }, "option Calibration: expected Auto or None when UseLabels is false*");
        FluentActions.Invoking(() => new AnomalyDetectorOptions { Calibration = (CalibrationMethod)9 }).Should().Throw<OptionsException>();

        static void Refused(AnomalyDetectorOptions options, string message) => FluentActions.Invoking(() => new AnomalyDetectorTrainer(options)).Should().Throw<OptionsException>().WithMessage(message);
    }

    [Fact]
    public void Evaluation_IsotonicForest_RanksByScoresAndJudgesCrossFittedProbabilities()
    {
        Table table = TestSessions.Training;
        TrainedDetector trained = new AnomalyDetectorTrainer(Options).Train(table);
        int[] kept = [.. Enumerable.Range(0, table.RowCount).Where(row => !double.IsNaN(trained.UnseenScores[row]))];
        double[] scores = [.. kept.Select(row => trained.UnseenScores[row])];
        bool[] isAnomaly = [.. kept.Select(row => table.IsAnomaly[row])];
        double[] fitted = Array.ConvertAll(scores, trained.Artifact.Calibration!.Probability), honest = new double[scores.Length];
        foreach (TrainTestSplit fold in Splits.StratifiedKFold(isAnomaly, 5))
        {
            IsotonicCalibration curve = IsotonicCalibration.Fit([.. fold.Train.Select(row => scores[row])], [.. fold.Train.Select(row => isAnomaly[row])])!;
            foreach (int row in fold.Test) honest[row] = curve.Probability(scores[row]);
        }

        EvaluationSummary evaluation = trained.Evaluation!;

        evaluation.RocAuc.Should().Be(Metrics.RocAuc(scores, isAnomaly)).And.BeLessThan(Metrics.RocAuc(fitted, isAnomaly), "an isotonic curve flatters the rows it was fitted to");
        evaluation.LogLoss.Should().Be(Metrics.LogLoss(honest, isAnomaly)).And.BeGreaterThan(Metrics.LogLoss(fitted, isAnomaly));
        evaluation.BrierScore.Should().Be(Metrics.BrierScore(honest, isAnomaly));
        evaluation.Confusion.Should().Be(ConfusionMatrix.At(fitted, isAnomaly, evaluation.Threshold));
    }

    [Fact]
    public void CrossFittedProbabilities_Groups_AreKeptTogether()
    {
        // Five groups of four rows; the k-th group's scores are 10k … 10k + 3, of which the last two are anomalies.
        int[] groups = [.. Enumerable.Range(0, 20).Select(row => row / 4)];
        double[] scores = [.. groups.Select((group, row) => (10.0 * group) + (row % 4))];
        bool[] isAnomaly = [.. Enumerable.Range(0, 20).Select(row => row % 4 >= 2)];
        var seen = ScoredRows.Keep([.. scores.Select((score, row) => row == 3 ? double.NaN : score)], isAnomaly);

        double[] probabilities = CrossFittedProbabilities.Of(seen, SigmoidCalibration.Fit(seen.Scores, seen.IsAnomaly), groups);

        probabilities.Should().HaveCount(19);
        for (int row = 0; row < 19; row++)
        {
            int group = groups[seen.Rows[row]];
            int[] others = [.. Enumerable.Range(0, 19).Where(other => groups[seen.Rows[other]] != group)];
            bool[] labels = [.. others.Select(other => seen.IsAnomaly[other])];
            var curve = SigmoidCalibration.Fit([.. others.Select(other => seen.Scores[other])], labels);
            probabilities[row].Should().Be(curve?.Probability(seen.Scores[row]) ?? labels.Count(label => label) / (double)labels.Length);
        }
    }

    [Fact]
    public void Evaluate_HeldOutRows_RanksByScores()
    {
        EvaluationSummary evaluation = TestSessions.Predictor.Evaluate(TestSessions.Test);
        AnomalyPrediction[] predictions = TestSessions.Predictor.PredictBatch(TestSessions.Test);

        evaluation.RocAuc.Should().Be(Metrics.RocAuc([.. predictions.Select(prediction => prediction.RawScore)], TestSessions.Test.IsAnomaly));
        evaluation.BrierScore.Should().Be(Metrics.BrierScore([.. predictions.Select(prediction => prediction.AnomalyProbability)], TestSessions.Test.IsAnomaly));
        evaluation.Confusion.FlaggedCount.Should().Be(predictions.Count(prediction => prediction.IsAnomaly));
    }

    private static DetectorArtifact Train(AnomalyDetectorOptions options, Table table) => new AnomalyDetectorTrainer(options).Train(table).Artifact;

    // Of a million rows, one is in every bag of 30 trees: here all have a score.
    private static Table Sessions(int rows, int anomalies) =>
        new SessionSimulator(new SessionSimulatorOptions { SessionCount = rows, AnomalyRate = (double)anomalies / rows }).Draw();
}
