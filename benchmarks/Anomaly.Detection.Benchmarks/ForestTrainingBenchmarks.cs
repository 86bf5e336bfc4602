using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Detection.Benchmarks;

/// <summary>Training 200 trees on 5,000 simulated sessions, in the two configurations that the peers are measured in, by number of threads.</summary>
[MemoryDiagnoser]
public class ForestTrainingBenchmarks
{
    private const int Trees = 200;
    private FeatureMatrix _features = null!;

    /// <summary>Threads that train.</summary>
    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Encodes the table.</summary>
    [GlobalSetup]
    public void Encode() => _features = FeatureEncoder.Fit(ReferenceDetector.Training).Encode(ReferenceDetector.Training);

    /// <summary>Depth 10, classes balanced.</summary>
    [Benchmark(Baseline = true)]
    public TrainedForest Reference() => Train(ForestConfiguration.Reference);

    /// <summary>Grown to the end, every row weighs 1.</summary>
    [Benchmark]
    public TrainedForest Deep() => Train(ForestConfiguration.Deep);

    // With out-of-bag scores, as the library trains unless told otherwise.
    private TrainedForest Train(ForestConfiguration configuration) =>
        new RandomForestTrainer(OurOptions.For(new ForestJob(configuration, Trees, Threads, Seed: 42), outOfBag: true)).Train(_features, ReferenceDetector.Training.IsAnomaly);
}
