#pragma warning disable IDE0005 // A program of its own needs this line; a test inside the namespace does not.
using Anomaly.Detection;
#pragma warning restore IDE0005
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.House;

/// <summary>
/// The examples of the README, compiled and run. Between <c>// example: Name</c> and <c>// end of example</c> stands, line by line, what the
/// README shows under <c>&lt;!-- example: Name --&gt;</c>; parts of one name are joined by an empty line. The README's using lines stand at the
/// head of this file.
/// </summary>
[Collection(nameof(Console))]
public sealed class ReadmeExamples
{
    [Fact]
    public void Quickstart_Run_PrintsFiguresAndAPrediction()
    {
        using var console = new CapturedConsole();

        // example: Quickstart
        // Sessions of different users: some to learn from, enriched with anomalies, and some to judge by, where they are rare.
        Table training = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 5_000, AnomalyRate = 0.4 }).Draw();
        Table test = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 5_000, AnomalyRate = 0.04, Population = 1 }).Draw();

        // Train. The threshold is chosen on out-of-bag scores, for the rate of anomalies that is expected in use.
        var trainer = new AnomalyDetectorTrainer(new AnomalyDetectorOptions
        {
            Learner = new RandomForestOptions { TreeCount = 200, MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2 },
            ExpectedAnomalyRate = 0.04,
            Objective = ThresholdObjective.BestFBeta(2),
        });
        TrainedDetector detector = trainer.Train(training);
        Console.WriteLine(detector.Evaluation);

        // Save, load, and judge on sessions it has never seen.
        detector.Artifact.Save("model.json");
        AnomalyDetectionPredictor predictor = AnomalyDetectionPredictor.Load("model.json");
        Console.WriteLine(predictor.Evaluate(test));

        // Serve: one record in, one decision out.
        AnomalyPrediction prediction = predictor.PredictSingle("""
            { "device_type": "mobile", "language": "en-US", "geolocation_city": "New York", "clicks_count": 5, "page_views": 3, "session_duration": 300 }
            """u8);
        Console.WriteLine($"Is anomaly: {prediction.IsAnomaly}, probability {prediction.AnomalyProbability:P1}, risk {prediction.RiskLevel}");
        // end of example

        console.Text.Should().Contain("out of bag: ").And.Contain("held out: ").And.Contain("Is anomaly: False");
    }

    [Fact]
    public void Records_Run_PredictsATypedRecord()
    {
        Session[] sessions = [.. Enumerable.Range(0, 200).Select(i => new Session(i % 2 == 0 ? "mobile" : "desktop", i % 4 == 3 ? 500 + i : i % 30, new DateTime(2024, 1, 15, i % 24, 0, 0), i % 4 == 3))];

        // example: Records
        RecordBinder<Session> binder = new RecordBinder<Session>()
            .Map("device", session => session.Device)
            .Map("clicks", session => session.Clicks)
            .Map("started", session => session.Started)
            .MapLabel(session => session.IsFraud);

        TrainedDetector detector = new AnomalyDetectorTrainer().Train(Table.FromRecords(sessions, binder));

        var predictor = new AnomalyDetectionPredictor(detector.Artifact);
        AnomalyPrediction prediction = predictor.PredictSingle(new Session("desktop", 900, new DateTime(2024, 1, 15, 3, 0, 0), IsFraud: false), binder);
        // end of example

        prediction.IsAnomaly.Should().BeTrue();
    }

#pragma warning disable IDE0040 // Without an accessibility modifier, as the README shows it.
    // example: Records
    sealed record Session(string Device, int Clicks, DateTime Started, bool IsFraud);
    // end of example
#pragma warning restore IDE0040
}
