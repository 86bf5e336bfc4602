using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

public sealed class CrossValidationTests
{
    private static readonly RandomForestOptions SmallForest = new() { TreeCount = 20, MaxDepth = 6 };

    private static readonly AnomalyDetectorOptions Small = new() { Learner = SmallForest, Intervals = null };

    private static readonly CrossValidationOptions ThreeFolds = new() { Folds = 3 };

    private static readonly Lazy<Table> Sessions = new(() => new SessionSimulator(new SessionSimulatorOptions { SessionCount = 600, AnomalyRate = 0.2 }).Draw());

    private static readonly Lazy<CrossValidationResult> Usual = new(() => new CrossValidation(Small, ThreeFolds).Run(Sessions.Value));

    [Fact]
    public void Run_EveryFold_IsADetectorOfItsOwn()
    {
        CrossValidationResult result = Usual.Value;

        result.Folds.Should().HaveCount(3);
        foreach (CrossValidationFold fold in result.Folds)
        {
            TrainedDetector alone = new AnomalyDetectorTrainer(Small).Train(Sessions.Value.Select(fold.Split.Train.AsSpan()));
            Table test = Sessions.Value.Select(fold.Split.Test.AsSpan());
            AnomalyPrediction[] predictions = new AnomalyDetectionPredictor(alone.Artifact).PredictBatch(test);

            fold.Threshold.Should().Be(alone.Artifact.Policy.Threshold, "the threshold is nested: chosen by the training of the fold");
            fold.Evaluation.Confusion.FlaggedCount.Should().Be(predictions.Count(prediction => prediction.IsAnomaly));
            fold.Split.Test.Select(row => result.Probabilities[row]).Should().Equal(predictions.Select(prediction => prediction.AnomalyProbability));
            fold.Split.Test.Select(row => result.RawScores[row]).Should().Equal(predictions.Select(prediction => prediction.RawScore));
            fold.Evaluation.RocAuc.Should().Be(Metrics.RocAuc([.. predictions.Select(prediction => prediction.RawScore)], test.IsAnomaly), "a calibration keeps the order");
        }
    }

    [Fact]
    public void Run_AllTogether_AddsUpTheFolds()
    {
        CrossValidationResult result = Usual.Value;

        result.Evaluation.Source.Should().Be(ScoreSource.CrossValidated);
        result.Evaluation.RowCount.Should().Be(600);
        result.Evaluation.Confusion.TruePositives.Should().Be(result.Folds.Sum(fold => fold.Evaluation.Confusion.TruePositives));
        result.Evaluation.Confusion.FalsePositives.Should().Be(result.Folds.Sum(fold => fold.Evaluation.Confusion.FalsePositives));
        result.Evaluation.Threshold.Should().Be(result.Folds.Select(fold => fold.Threshold).Order().ElementAt(1), "it names the median");
        result.Evaluation.BrierScore.Should().BeApproximately(Metrics.BrierScore(result.Probabilities.AsSpan(), Sessions.Value.IsAnomaly), 1e-15);
        result.MeanRocAuc.Value.Should().BeApproximately(result.Folds.Average(fold => fold.Evaluation.RocAuc), 1e-3);
        result.MeanRocAuc.Low.Should().BeLessThan(result.MeanRocAuc.Value);
        result.MeanRocAuc.High.Should().BeGreaterThan(result.MeanRocAuc.Value).And.BeLessThanOrEqualTo(1);
        result.RocAucDeviation.Should().BeGreaterThan(0);
        result.Notes.Should().BeEmpty();
    }

    [Fact]
    public void Run_Intervals_HoldTheFigures()
    {
        MetricIntervals intervals = Usual.Value.Evaluation.Intervals;

        intervals.F1.HasEnds.Should().BeTrue();
        intervals.Precision.Should().Be(ProportionInterval.Wilson(Usual.Value.Evaluation.Confusion.TruePositives, Usual.Value.Evaluation.Confusion.FlaggedCount));
    }

    [Fact]
    public void Run_Refit_IsATrainingOnAllRows()
    {
        Usual.Value.Detector!.Artifact.Provenance.RowCount.Should().Be(600);
        Usual.Value.Detector.UnseenScores.Should().Equal(new AnomalyDetectorTrainer(Small).Train(Sessions.Value).UnseenScores);
        new CrossValidation(Small, ThreeFolds with { Refit = false, Intervals = null }).Run(Sessions.Value).Detector.Should().BeNull();
    }

    [Fact]
    public void Run_AgainOnOneThread_GivesTheSame()
    {
        var one = new CrossValidation(Small with { Learner = SmallForest with { MaxThreads = 1 } }, ThreeFolds with { Refit = false }).Run(Sessions.Value);

        one.Probabilities.Should().Equal(Usual.Value.Probabilities);
        one.Evaluation.Should().Be(Usual.Value.Evaluation);
        one.ToString().Should().Be(Usual.Value.ToString());
    }

    [Fact]
    public void Run_Groups_StandOnOneSide()
    {
        CrossValidationResult result = new CrossValidation(Small with { GroupBy = "user_id" }, ThreeFolds with { Refit = false, Intervals = null }).Run(Sessions.Value);
        int column = Sessions.Value.Schema.RequiredIndexOf("user_id");
        foreach (CrossValidationFold fold in result.Folds)
        {
            string?[] users = Sessions.Value.Categorical(column).ToArray();
            fold.Split.Train.Select(row => users[row]).Intersect(fold.Split.Test.Select(row => users[row])).Should().BeEmpty();
        }
    }

    [Fact]
    public void Run_Time_TrainsOnThePastAndSaysWhatWasNotTested()
    {
        CrossValidationResult result = new CrossValidation(Small with { GroupBy = "user_id" }, ThreeFolds with { TimeColumn = "transaction_date", Refit = false, Intervals = null }).Run(Sessions.Value);
        double[] times = Sessions.Value.Numeric(Sessions.Value.Schema.RequiredIndexOf("transaction_date")).ToArray();
        foreach (CrossValidationFold fold in result.Folds)
        {
            fold.Split.Train.Max(row => times[row]).Should().BeLessThan(fold.Split.Test.Min(row => times[row]));
        }

        int untested = result.Probabilities.Count(double.IsNaN);
        untested.Should().BeGreaterThan(100);
        result.Evaluation.RowCount.Should().Be(600 - untested);
        result.Notes.Should().Equal($"{untested} of 600 rows, the earliest, were only trained on", "folds are divided by time, so rows of one user_id may be trained on and tested");
    }

    [Fact]
    public void Run_ObjectiveBeyondReach_FlagsNothingAndSaysSo()
    {
        AnomalyDetectorOptions strict = Small with { Objective = ThresholdObjective.MaximumRecall(minimumPrecision: 0.9999, confidence: 0.99) };

        CrossValidationResult result = new CrossValidation(strict, ThreeFolds).Run(Sessions.Value);

        result.Detector.Should().BeNull();
        result.Evaluation.Confusion.FlaggedCount.Should().Be(0);
        result.Folds.Should().OnlyContain(fold => double.IsPositiveInfinity(fold.Threshold));
        result.Folds[0].Notes.Should().Contain(note => note.StartsWith("at no threshold is the precision 0.9999 or more with 99% confidence") && note.EndsWith("nothing was flagged"));
        result.Notes.Should().HaveCount(2).And.HaveElementAt(0, "in 3 of 3 folds no threshold held what precision>=0.9999@99% asks for: nothing was flagged there");
        result.Notes[1].Should().StartWith("no detector of all rows: at no threshold is the precision 0.9999 or more with 99% confidence");
        result.ToString().Should().Contain("none").And.Contain("ROC-AUC");
    }

    [Fact]
    public void Run_Progress_RisesToItsEnd()
    {
        var progress = new ListedProgress<TrainingProgress>();

        new CrossValidation(Small, ThreeFolds with { Intervals = null }).Run(Sessions.Value, progress);

        progress.Values.Select(report => report.Fraction).Should().BeInAscendingOrder().And.EndWith(1);
    }

    [Fact]
    public void Run_WrongTables_AreRefused()
    {
        var validation = new CrossValidation(Small, ThreeFolds with { TimeColumn = "browser_info" });
        Refused(validation, Sessions.Value, "Column 'browser_info' is Categorical; folds in time need a column of times or numbers.*");
        Refused(new CrossValidation(Small, ThreeFolds with { TimeColumn = "when" }), Sessions.Value, "*when*");
        Refused(new CrossValidation(Small), Sessions.Value.Select([0, 1, 2]), "*");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        FluentActions.Invoking(() => new CrossValidation(Small).Run(Sessions.Value, progress: null, stop.Token)).Should().Throw<OperationCanceledException>();

        static void Refused(CrossValidation validation, Table table, string message) =>
            FluentActions.Invoking(() => validation.Run(table)).Should().Throw<ArgumentException>().WithMessage(message);
    }
}
