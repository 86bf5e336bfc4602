using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Detection.Benchmarks;

/// <summary>Exact split search against bins, on one thread and without out-of-bag scores, by configuration and number of rows.</summary>
[MemoryDiagnoser]
public class SplitSearchBenchmarks
{
    private const int Trees = 200;
    private FeatureMatrix _features = null!;
    private bool[] _isAnomaly = [];

    /// <summary>Simulated sessions.</summary>
    [Params(5_000, 50_000)]
    public int Rows { get; set; }

    /// <summary><c>ref</c> or <c>deep</c>.</summary>
    [Params("ref", "deep")]
    public string Configuration { get; set; } = "ref";

    /// <summary>Draws and encodes the table.</summary>
    [GlobalSetup]
    public void Draw()
    {
        Table table = new SessionSimulator(new SessionSimulatorOptions { SessionCount = Rows, AnomalyRate = 0.4 }).Draw();
        _features = FeatureEncoder.Fit(table).Encode(table);
        _isAnomaly = table.IsAnomaly.ToArray();
    }

    /// <summary>Between all values.</summary>
    [Benchmark(Baseline = true)]
    public TrainedForest Exact() => Train(SplitSearch.Exact);

    /// <summary>Between 255 bins.</summary>
    [Benchmark]
    public TrainedForest Binned255() => Train(SplitSearch.Binned(255));

    /// <summary>Between 64 bins.</summary>
    [Benchmark]
    public TrainedForest Binned64() => Train(SplitSearch.Binned(64));

    /// <summary>As the library chooses.</summary>
    [Benchmark]
    public TrainedForest Auto() => Train(SplitSearch.Auto);

    private TrainedForest Train(SplitSearch search)
    {
        RandomForestOptions options = OurOptions.For(new ForestJob(ForestConfiguration.Named(Configuration), Trees, Threads: 1, Seed: 42)) with { SplitSearch = search };
        return new RandomForestTrainer(options).Train(_features, _isAnomaly);
    }
}
