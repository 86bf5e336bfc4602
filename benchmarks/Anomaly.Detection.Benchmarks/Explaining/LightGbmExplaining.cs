using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Benchmarks.Scoring;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Explaining;

/// <summary>LightGBM's <c>pred_contrib</c>: TreeSHAP as published, in C++. Single rows by its fast path.</summary>
internal sealed class LightGbmExplaining : IExplainingPeer
{
    private const int Contributions = 3;
    private const string Parameters = "num_threads=1 verbosity=-1";

    private readonly BoosterHandle _booster;
    private readonly FastConfigHandle _single;
    private readonly int _featureCount;

    public LightGbmExplaining(RandomForestModel forest)
    {
        _featureCount = forest.FeatureCount;
        Divisor = forest.Trees.Length;
        LightGbm.Check(NativeMethods.LoadBooster(LightGbmModelText.Write(forest), out _, out _booster));
        LightGbm.Check(NativeMethods.PrepareSingle(_booster, Contributions, startIteration: 0, iterations: -1, NativeMethods.Float32, _featureCount, Parameters, out _single));
    }

    public double Divisor { get; }

    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        int count = rows.Length / _featureCount;
        if (count == 1) LightGbm.Check(NativeMethods.PredictSingle(_single, rows, out _, contributions));
        else LightGbm.Check(NativeMethods.Predict(_booster, rows, NativeMethods.Float32, count, _featureCount, isRowMajor: 1, Contributions, startIteration: 0, iterations: -1, Parameters, out _, contributions));
    }

    public void Dispose()
    {
        _single.Dispose();
        _booster.Dispose();
    }
}
