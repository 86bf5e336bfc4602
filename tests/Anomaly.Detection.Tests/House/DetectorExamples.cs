#pragma warning disable IDE0005 // A program of its own needs this line; a test inside the namespace does not.
using Anomaly.Detection;
#pragma warning restore IDE0005
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Preprocessing;
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

    [Fact]
    public void IsolationForest_Run_FlagsTheShareThatIsAskedFor()
    {
        Table table = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 1_000, AnomalyRate = 0.4 }).Draw();

        // example: IsolationDetector
        TrainedDetector detector = new AnomalyDetectorTrainer(new AnomalyDetectorOptions
        {
            Learner = new IsolationForestOptions { Contamination = 0.05 },
            UseLabels = false,                                   // labels, if there are any, are not looked at
        }).Train(table);

        AnomalyPrediction[] predictions = new AnomalyDetectionPredictor(detector.Artifact).PredictBatch(table);
        // end of example

        // example: IsolationForest
        FeatureMatrix features = FeatureEncoder.Fit(table).Encode(table);
        TrainedIsolationForest trained = new IsolationForestTrainer(new IsolationForestOptions { ExtensionLevel = 1 }).Train(features);
        TrainedIsolationForest stricter = trained.WithContamination(0.01);       // the same trees; only the offset moves
        int outliers = stricter.Scores.Count(stricter.Model.IsOutlier);
        float[] row = new float[features.FeatureCount];
        features.CopyRow(0, row);
        double[] contributions = new double[features.FeatureCount];
        ShapExplainer explainer = ShapExplainer.Compile(trained.Model);
        explainer.Explain(row, contributions);                                   // in log2 of the score; above 0: the feature makes the row stand out
        // end of example

        predictions.Count(prediction => prediction.IsAnomaly).Should().BeInRange(45, 50);
        outliers.Should().BeInRange(9, 10);
        contributions.Sum().Should().BeApproximately(explainer.SumOf(trained.Model.Score(row)) - explainer.BaseValue, 1e-9);
    }
}
