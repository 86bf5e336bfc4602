using System.Collections.Immutable;
using System.Diagnostics;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection;

/// <summary>One trained candidate of a comparison. Immutable.</summary>
internal sealed class CandidateRun
{
    private readonly string _name;
    private readonly AnomalyDetectionPredictor _predictor;
    private readonly ImmutableArray<string> _notes;
    private readonly double _fitSeconds;

    private CandidateRun(string name, AnomalyDetectionPredictor predictor, ImmutableArray<string> notes, double fitSeconds)
    {
        _name = name;
        _predictor = predictor;
        _notes = notes;
        _fitSeconds = fitSeconds;
    }

    /// <exception cref="ComparisonException">The training failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static CandidateRun Train(string name, AnomalyDetectorTrainer trainer, Table training, CancellationToken cancellationToken)
    {
        try
        {
            long start = Stopwatch.GetTimestamp();
            TrainedDetector detector = trainer.Train(training, progress: null, cancellationToken);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return new CandidateRun(name, new AnomalyDetectionPredictor(detector.Artifact), detector.Notes, seconds);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ComparisonException(name, testSet: null, exception);
        }
    }

    /// <exception cref="ComparisonException">The test could not be scored.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public ComparisonRow Judge(TestAudit test, BootstrapOptions? bootstrap, CancellationToken cancellationToken)
    {
        try
        {
            long start = Stopwatch.GetTimestamp();
            AnomalyPrediction[] predictions = _predictor.PredictBatch(test.Table, progress: null, cancellationToken);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            return RowOf(test, predictions, bootstrap, seconds, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ComparisonException(_name, test.Name, exception);
        }
    }

    private ComparisonRow RowOf(TestAudit test, AnomalyPrediction[] predictions, BootstrapOptions? bootstrap, double scoreSeconds, CancellationToken cancellationToken)
    {
        ReadOnlySpan<bool> isAnomaly = test.Table.IsAnomaly;
        double[] scores = Array.ConvertAll(predictions, prediction => prediction.RawScore);
        double[] probabilities = Array.ConvertAll(predictions, prediction => prediction.AnomalyProbability);
        double threshold = _predictor.Artifact.Policy.Threshold;
        var judged = new JudgedScores { Ranking = scores, Deciding = probabilities, Probabilities = probabilities, IsAnomaly = isAnomaly };
        MetricIntervals intervals = bootstrap is null
            ? MetricIntervals.WithoutEnds(judged, threshold)
            : MetricIntervals.Compute(judged, threshold, bootstrap, progress: null, cancellationToken);
        return new ComparisonRow
        {
            ModelName = _name,
            TestSet = test.Name,
            Source = test.Source,
            RowCount = test.Table.RowCount,
            AnomalyCount = test.Table.AnomalyCount,
            RepeatedRows = test.RepeatedRows,
            Threshold = threshold,
            Confusion = ConfusionMatrix.At(probabilities, isAnomaly, threshold),
            Accuracy = intervals.Accuracy,
            Precision = intervals.Precision,
            Recall = intervals.Recall,
            F1 = intervals.F1,
            RocAuc = intervals.RocAuc,
            AveragePrecision = intervals.AveragePrecision,
            FitSeconds = _fitSeconds,
            ScoreSeconds = scoreSeconds,
            Notes = [.. test.Notes, .. _notes],
        };
    }
}
