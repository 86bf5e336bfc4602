#pragma warning disable IDE0005 // A program of its own needs this line; a test inside the namespace does not.
using Anomaly.Detection;
#pragma warning restore IDE0005
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.House;

/// <summary>The examples of the pages that a newcomer reads first, compiled and run; marked as those of <see cref="ReadmeExamples"/>.</summary>
[Collection(nameof(Console))]
public sealed class GuideExamples
{
    [Fact]
    public void GettingStarted_Run_TrainsJudgesAndPredicts()
    {
        using var console = new CapturedConsole();
        TableCsvWriter.Write(Draw(1_000, 0.4, population: 0), "train.csv");
        TableCsvWriter.Write(Draw(500, 0.1, population: 1), "test.csv");

        // example: GettingStarted
        Table training = TableCsvReader.Read("train.csv", new CsvReadOptions { LabelColumn = "label" }).Table;
        Table test = TableCsvReader.Read("test.csv", new CsvReadOptions { LabelColumn = "label", Schema = training.Schema }).Table;

        TrainedDetector detector = new AnomalyDetectorTrainer(new AnomalyDetectorOptions
        {
            ExpectedAnomalyRate = 0.1,
            Objective = ThresholdObjective.Parse("recall>=0.55"),
        }).Train(training);
        foreach (string note in detector.Notes) Console.WriteLine(note);
        detector.Artifact.Save("model.json");

        EvaluationReport report = DetectorEvaluation.Run(detector.Artifact, test, training);
        Console.WriteLine(report);

        AnomalyDetectionPredictor predictor = AnomalyDetectionPredictor.Load("model.json");
        AnomalyPrediction prediction = predictor.PredictSingle(test.Record(6));
        Console.WriteLine($"{prediction.IsAnomaly}, probability {prediction.AnomalyProbability:P1}, risk {prediction.RiskLevel}");
        // end of example

        console.Text.Should().ContainAll("session_id looks like an identifier", "Held out: 500 rows, 10 % anomalies", ", risk ");
    }

    [Fact]
    public void AsScikitLearn_Run_DecidesAsTheEstimatorsDo()
    {
        Table table = Draw(1_000, 0.3, population: 0);

        // example: AsScikitLearn
        var asBefore = new AnomalyDetectorOptions
        {
            Kinds = table.Schema.Columns.Where(column => column.Kind is FeatureKind.Identifier or FeatureKind.Timestamp).ToDictionary(column => column.Name, _ => FeatureKind.Categorical),
            Encoder = new FeatureEncoderOptions { Scaling = Scaling.Standard },
            Learner = new RandomForestOptions { TreeCount = 200, MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2, SplitSearch = SplitSearch.Exact, Seed = 42 },
            Calibration = CalibrationMethod.None,
            Threshold = 0.5,
        };
        TrainedDetector forest = new AnomalyDetectorTrainer(asBefore).Train(table);

        // Models that learn without labels decide by themselves, as predict does.
        TrainedDetector isolation = new AnomalyDetectorTrainer(asBefore with { Learner = new IsolationForestOptions { Contamination = 0.15 }, UseLabels = false, Threshold = null, Calibration = CalibrationMethod.Auto }).Train(table);
        // end of example

        forest.Artifact.Policy.Threshold.Should().Be(0.5);
        forest.Artifact.Encoder.Features.Should().HaveCount(18, "every column is a feature");
        new AnomalyDetectionPredictor(isolation.Artifact).PredictBatch(table).Count(prediction => prediction.IsAnomaly).Should().Be(150);
    }

    private static Table Draw(int rows, double rate, ulong population) =>
        new SessionSimulator(new SessionSimulatorOptions { SessionCount = rows, AnomalyRate = rate, Population = population }).Draw();
}
