using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Detection.Benchmarks;

/// <summary>Training forests on 5,000 simulated sessions, by depth and number of threads.</summary>
[MemoryDiagnoser]
public class ForestTrainingBenchmarks
{
    private FeatureMatrix _features = null!;

    /// <summary>Threads that train.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Encodes the table.</summary>
    [GlobalSetup]
    public void Encode() => _features = FeatureEncoder.Fit(ReferenceDetector.Training).Encode(ReferenceDetector.Training);

    /// <summary>200 trees of depth 10.</summary>
    [Benchmark(Baseline = true)]
    public TrainedForest Reference() => new RandomForestTrainer(ReferenceDetector.Forest with { MaxThreads = Threads }).Train(_features, ReferenceDetector.Training.IsAnomaly);

    /// <summary>200 trees grown to the end.</summary>
    [Benchmark]
    public TrainedForest Deep() => new RandomForestTrainer(new RandomForestOptions { MaxThreads = Threads }).Train(_features, ReferenceDetector.Training.IsAnomaly);
}
