using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Inference;

namespace Anomaly.Detection;

/// <summary>What a detector says of labelled rows. Immutable.</summary>
internal sealed class DetectorScores
{
    private readonly double[] _raw;
    private readonly double[] _probabilities;
    private readonly Table _table;

    private DetectorScores(double[] raw, double[] probabilities, Table table)
    {
        _raw = raw;
        _probabilities = probabilities;
        _table = table;
    }

    /// <summary>The scores before calibration: what ranks the rows.</summary>
    public ReadOnlySpan<double> Raw => _raw;

    /// <summary>What decisions are made on.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>The rows as figures want them.</summary>
    public JudgedScores Rows => new() { Ranking = _raw, Deciding = _probabilities, Probabilities = _probabilities, IsAnomaly = _table.IsAnomaly };

    public static DetectorScores Of(DetectorArtifact artifact, Table table, int? maxThreads, CancellationToken cancellationToken)
    {
        var predictor = new AnomalyDetectionPredictor(artifact, new PredictorOptions { Scoring = new ScorerOptions { MaxThreads = maxThreads ?? Environment.ProcessorCount } });
        AnomalyPrediction[] predictions = predictor.PredictBatch(table, progress: null, cancellationToken);
        double[] raw = Array.ConvertAll(predictions, prediction => prediction.RawScore);
        return new DetectorScores(raw, Array.ConvertAll(predictions, prediction => prediction.AnomalyProbability), table);
    }

    /// <summary>The figures.</summary>
    public EvaluationSummary Judge(double threshold, ScoreSource source, BootstrapOptions? intervals, CancellationToken cancellationToken) =>
        DetectorFigures.Of(Rows, threshold, source, intervals, cancellationToken);
}
