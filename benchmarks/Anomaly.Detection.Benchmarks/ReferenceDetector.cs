using Anomaly.Detection.Data;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Benchmarks;

/// <summary>The detector of the quickstart: 200 trees of depth 10 on 5,000 simulated sessions, about 60,000 nodes.</summary>
internal static class ReferenceDetector
{
    public static RandomForestOptions Forest { get; } = new() { TreeCount = 200, MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2 };

    public static Table Training { get; } = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 5_000, AnomalyRate = 0.4 }).Draw();

    public static Table Test { get; } = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 1_000, AnomalyRate = 0.04, Population = 1 }).Draw();

    public static TrainedDetector Train() => new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = Forest }).Train(Training);

    /// <summary>200 trees grown to the end on 12,500 simulated sessions, about 500,000 nodes.</summary>
    public static TrainedDetector TrainDeep()
    {
        Table sessions = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 12_500, AnomalyRate = 0.4 }).Draw();
        return new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = new RandomForestOptions { TreeCount = 200 } }).Train(sessions);
    }
}
