using Anomaly.Detection.Data;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests;

/// <summary>A small detector trained on simulated sessions, shared by the tests of the front doors.</summary>
internal static class TestSessions
{
    public static RandomForestOptions Forest { get; } = new() { TreeCount = 30, MaxDepth = 8, MinSamplesLeaf = 2, Seed = 7 };

    public static AnomalyDetectorOptions Options { get; } = new() { Learner = Forest };

    public static Table Training { get; } = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 1_500, AnomalyRate = 0.4 }).Draw();

    public static Table Test { get; } = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 400, AnomalyRate = 0.1, Population = 1 }).Draw();

    public static TrainedDetector Trained { get; } = new AnomalyDetectorTrainer(Options).Train(Training);

    public static AnomalyDetectionPredictor Predictor { get; } = new(Trained.Artifact);
}
