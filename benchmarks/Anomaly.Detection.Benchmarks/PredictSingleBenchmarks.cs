using System.Text;
using Anomaly.Detection.Data;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Detection.Benchmarks;

/// <summary>One session of 18 columns to a decision, by every route; the bare score of its encoded row is the baseline.</summary>
[MemoryDiagnoser]
public class PredictSingleBenchmarks
{
    private readonly double[] _score = new double[1];
    private AnomalyDetectionPredictor _predictor = null!;
    private IReadOnlyDictionary<string, FeatureValue> _record = null!;
    private RecordBinder<IReadOnlyDictionary<string, FeatureValue>> _binder = new();
    private byte[] _json = [];
    private float[] _row = [];

    /// <summary>Trains the model and takes one test session.</summary>
    [GlobalSetup]
    public void Train()
    {
        _predictor = new AnomalyDetectionPredictor(ReferenceDetector.Train().Artifact);
        _record = ReferenceDetector.Test.Record(0);
        foreach (string name in _record.Keys) _binder = _binder.Map(name, record => record[name]);
        _json = Encoding.UTF8.GetBytes("{" + string.Join(",", _record.Select(pair => $"\"{pair.Key}\":{(pair.Value.Kind == FeatureValueKind.Number ? pair.Value.Text : pair.Value.IsMissing ? "null" : $"\"{pair.Value.Text}\"")}")) + "}");
        _row = new float[_predictor.Info.FeatureNames.Count];
        _predictor.Artifact.Encoder.EncodeRow(_record, _row);
    }

    /// <summary>An encoded row.</summary>
    [Benchmark(Baseline = true)]
    public double EncodedRow()
    {
        _predictor.ScoreBatch(_row, _score);
        return _score[0];
    }

    /// <summary>A dictionary of <see cref="FeatureValue"/>.</summary>
    [Benchmark]
    public AnomalyPrediction Dictionary() => _predictor.PredictSingle(_record);

    /// <summary>A JSON object in UTF-8.</summary>
    [Benchmark]
    public AnomalyPrediction Utf8Json() => _predictor.PredictSingle(_json);

    /// <summary>A typed record with a binder.</summary>
    [Benchmark]
    public AnomalyPrediction TypedRecord() => _predictor.PredictSingle(_record, _binder);
}
