using System.Text;
using Anomaly.Detection.Data;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Detection.Benchmarks;

/// <summary>One session of 18 columns to a decision, by every route; the bare score of its encoded row is the baseline.</summary>
/// <remarks>With 200 trees it is the detector of the quickstart; with one tree of one split hardly more than the way to the row is left.</remarks>
[MemoryDiagnoser]
public class PredictSingleBenchmarks
{
    private readonly double[] _score = new double[1];
    private AnomalyDetectionPredictor _predictor = null!;
    private AnomalyDetectionPredictor _strictPredictor = null!;
    private IReadOnlyDictionary<string, FeatureValue> _record = null!;
    private RecordBinder<FeatureValue[]> _binder = new();
    private FeatureValue[] _typed = [];
    private byte[] _json = [];
    private byte[] _reversedJson = [];
    private double[] _cells = [];
    private float[] _row = [];

    /// <summary>The number of trees.</summary>
    [Params(200, 1)]
    public int Trees { get; set; }

    /// <summary>Trains the model and takes one test session.</summary>
    [GlobalSetup]
    public void Train()
    {
        var forest = ReferenceDetector.Forest with { TreeCount = Trees, MaxDepth = Trees == 1 ? 1 : ReferenceDetector.Forest.MaxDepth };
        TrainedDetector trained = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = forest }).Train(ReferenceDetector.Training);
        _predictor = new AnomalyDetectionPredictor(trained.Artifact);
        _strictPredictor = new AnomalyDetectionPredictor(trained.Artifact, new PredictorOptions { Strict = true });
        _record = ReferenceDetector.Test.Record(0);
        _typed = [.. _record.Values];
        foreach ((string name, int field) in _record.Keys.Select((name, field) => (name, field))) _binder = _binder.Map(name, values => values[field]);
        string[] fields = [.. _record.Select(pair => $"\"{pair.Key}\":{(pair.Value.Kind == FeatureValueKind.Number ? pair.Value.Text : pair.Value.IsMissing ? "null" : $"\"{pair.Value.Text}\"")}")];
        _json = Encoding.UTF8.GetBytes($"{{{string.Join(',', fields)}}}");
        _reversedJson = Encoding.UTF8.GetBytes($"{{{string.Join(',', fields.Reverse())}}}");
        _cells = [.. _typed.Select((value, column) => trained.Artifact.Encoder.ReadCell(column, value))];
        _row = new float[_predictor.Info.FeatureNames.Count];
        trained.Artifact.Encoder.EncodeRow(_record, _row);
    }

    /// <summary>The score of an encoded row.</summary>
    [Benchmark(Baseline = true)]
    public double ScoreBatch()
    {
        _predictor.ScoreBatch(_row, _score);
        return _score[0];
    }

    /// <summary>An encoded row.</summary>
    [Benchmark]
    public AnomalyPrediction Encoded() => _predictor.PredictEncoded(_row);

    /// <summary>Cells, by the encoder's spans.</summary>
    [Benchmark]
    public AnomalyPrediction Cells()
    {
        Span<float> row = stackalloc float[_row.Length];
        _predictor.Artifact.Encoder.EncodeCells(_cells, row);
        return _predictor.PredictEncoded(row);
    }

    /// <summary>A dictionary of <see cref="FeatureValue"/>.</summary>
    [Benchmark]
    public AnomalyPrediction Dictionary() => _predictor.PredictSingle(_record);

    /// <summary>The same, with a look for unknown fields.</summary>
    [Benchmark]
    public AnomalyPrediction DictionaryStrict() => _strictPredictor.PredictSingle(_record);

    /// <summary>A JSON object in UTF-8, fields in the order of the columns.</summary>
    [Benchmark]
    public AnomalyPrediction Utf8Json() => _predictor.PredictSingle(_json);

    /// <summary>A JSON object in UTF-8, fields in the opposite order.</summary>
    [Benchmark]
    public AnomalyPrediction Utf8JsonReversed() => _predictor.PredictSingle(_reversedJson);

    /// <summary>A typed record with a binder.</summary>
    [Benchmark]
    public AnomalyPrediction TypedRecord() => _predictor.PredictSingle(_typed, _binder);
}
