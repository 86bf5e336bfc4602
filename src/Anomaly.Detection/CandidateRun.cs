using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
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
            double[] scores = new double[predictions.Length];
            for (int row = 0; row < scores.Length; row++) scores[row] = predictions[row].AnomalyProbability;
            return RowOf(test, scores, bootstrap, seconds, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new ComparisonException(_name, test.Name, exception);
        }
    }

    private ComparisonRow RowOf(TestAudit test, double[] scores, BootstrapOptions? bootstrap, double scoreSeconds, CancellationToken cancellationToken)
    {
        ReadOnlySpan<bool> isAnomaly = test.Table.IsAnomaly;
        double threshold = _predictor.Artifact.Policy.Threshold;
        BootstrapIntervals intervals = bootstrap is null
            ? BootstrapIntervals.WithoutEnds(scores, isAnomaly, threshold)
            : BootstrapIntervals.Compute(scores, isAnomaly, threshold, bootstrap, progress: null, cancellationToken);
        return new ComparisonRow
        {
            ModelName = _name,
            TestSet = test.Name,
            Source = test.Source,
            RowCount = test.Table.RowCount,
            AnomalyCount = test.Table.AnomalyCount,
            RepeatedRows = test.RepeatedRows,
            Threshold = threshold,
            Confusion = ConfusionMatrix.At(scores, isAnomaly, threshold),
            Accuracy = intervals.Accuracy,
            Precision = intervals.Precision,
            Recall = intervals.Recall,
            F1 = intervals.F1,
            RocAuc = intervals.RocAuc,
            AveragePrecision = intervals.AveragePrecision,
            FitSeconds = _fitSeconds,
            ScoreSeconds = scoreSeconds,
            Notes = [.. test.Notes, .. _notes, .. UndefinedNote(intervals, bootstrap)],
        };
    }

    // Recall, accuracy and the ranking figures are always defined where both classes are; F1 is where there is an anomaly.
    private static string[] UndefinedNote(BootstrapIntervals intervals, BootstrapOptions? bootstrap)
    {
        int undefined = intervals.Precision.UndefinedReplicates;
        return undefined == 0 ? [] : [string.Create(CultureInfo.InvariantCulture, $"in {undefined:N0} of {bootstrap!.Replicates:N0} replicates nothing was flagged: they are not in the interval of the precision")];
    }
}
