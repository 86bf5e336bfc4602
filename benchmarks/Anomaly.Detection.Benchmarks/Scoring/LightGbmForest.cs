using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>LightGBM's predictor, single rows by its fast path.</summary>
internal sealed class LightGbmForest : IScoringPeer
{
    private readonly BoosterHandle _booster;
    private readonly FastConfigHandle _single;
    private readonly int _featureCount;
    private readonly string _parameters;
    private readonly double[] _one = new double[1];

    private LightGbmForest(byte[] model, int featureCount, int threads)
    {
        _featureCount = featureCount;
        _parameters = $"num_threads={threads} verbosity=-1";
        LightGbm.Check(NativeMethods.LoadBooster(model, out _, out _booster));
        LightGbm.Check(NativeMethods.PrepareSingle(_booster, predictType: 0, startIteration: 0, iterations: -1, NativeMethods.Float32, featureCount, "num_threads=1 verbosity=-1", out _single));
    }

    public static ExportedForest Export(RandomForestModel forest, int threads)
    {
        byte[] model = LightGbmModelText.Write(forest);
        return new ExportedForest(model.Length / 1e6, () => new LightGbmForest(model, forest.FeatureCount, threads));
    }

    public double Score(ReadOnlySpan<float> row)
    {
        LightGbm.Check(NativeMethods.PredictSingle(_single, row, out _, _one));
        return _one[0];
    }

    public void Score(ReadOnlySpan<float> rows, Span<double> scores) => LightGbm.Check(NativeMethods.Predict(
        _booster, rows, NativeMethods.Float32, scores.Length, _featureCount, isRowMajor: 1, predictType: 0, startIteration: 0, iterations: -1, _parameters, out _, scores));

    public void Dispose()
    {
        _single.Dispose();
        _booster.Dispose();
    }
}
