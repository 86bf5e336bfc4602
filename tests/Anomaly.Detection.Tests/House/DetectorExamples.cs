#pragma warning disable IDE0005 // A program of its own needs this line; a test inside the namespace does not.
using Anomaly.Detection;
#pragma warning restore IDE0005
using Anomaly.Detection.Data;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.House;

/// <summary>The examples of the pages on single detectors, compiled and run; marked as those of <see cref="ReadmeExamples"/>.</summary>
[Collection(nameof(Console))]
public sealed class DetectorExamples
{
    [Fact]
    public void OneClassSvm_Run_CountsRowsOutside()
    {
        using var console = new CapturedConsole();
        Table table = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 500, AnomalyRate = 0.3 }).Draw();

        // example: OneClassSvm
        TrainedDetector detector = new AnomalyDetectorTrainer(new AnomalyDetectorOptions
        {
            Learner = new OneClassSvmOptions { Nu = 0.1 },
            UseLabels = false,
        }).Train(table);

        foreach (string note in detector.Notes) Console.WriteLine(note);
        var predictor = new AnomalyDetectionPredictor(detector.Artifact);
        int outside = predictor.PredictBatch(table).Count(prediction => prediction.IsAnomaly);
        Console.WriteLine($"{outside} of {table.RowCount} rows lie outside");
        // end of example

        console.Text.Should().Contain(" of 500 rows lie outside");
    }
}
