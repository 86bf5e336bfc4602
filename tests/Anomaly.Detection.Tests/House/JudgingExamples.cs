#pragma warning disable IDE0005 // A program of its own needs this line; a test inside the namespace does not.
using Anomaly.Detection;
#pragma warning restore IDE0005
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.House;

/// <summary>The examples of the pages on judging, compiled and run; marked as those of <see cref="ReadmeExamples"/>.</summary>
[Collection(nameof(Console))]
public sealed class JudgingExamples
{
    private static Table Sessions => new SessionSimulator(new SessionSimulatorOptions { SessionCount = 1_000, AnomalyRate = 0.3 }).Draw();

    private static Table OtherSessions => new SessionSimulator(new SessionSimulatorOptions { SessionCount = 500, AnomalyRate = 0.1, Population = 1 }).Draw();

    [Fact]
    public void Thresholds_Run_TellsThresholdOrWhyNone()
    {
        using var console = new CapturedConsole();
        double[] scores = [.. Enumerable.Range(0, 400).Select(row => row / 400.0)];
        bool[] isAnomaly = [.. Enumerable.Range(0, 400).Select(row => row >= 340 || row % 50 == 0)];

        // example: Thresholds
        ThresholdDesign design = ThresholdDesigner.Choose(
            scores, isAnomaly, ThresholdObjective.MaximumRecall(minimumPrecision: 0.8, confidence: 0.95), ScoreSource.HeldOut);

        Console.WriteLine(design);               // precision>=0.8@95%: 0.85, chosen on 400 rows (held out); precision 1 [0.9398, 1], …
        if (!design.IsFound) Console.WriteLine(design.Refusal);
        // end of example

        console.Text.Should().StartWith("precision>=0.8@95%: 0.85, chosen on 400 rows (held out); precision 1 [0.9398, 1], recall 0.");
    }

    [Fact]
    public void Objective_Run_ChoosesForAlertsPerDay()
    {
        using var console = new CapturedConsole();
        Table table = Sessions;

        // example: Objective
        TrainedDetector detector = new AnomalyDetectorTrainer(new AnomalyDetectorOptions
        {
            Objective = ThresholdObjective.AlertsPerDay(50, rowsPerDay: 2_000),
            ExpectedAnomalyRate = 0.04,
        }).Train(table);

        Console.WriteLine(detector.Threshold);   // the ThresholdDesign
        // end of example

        console.Text.Should().StartWith("alerts<=50/day:2000: ");
    }

    [Fact]
    public void Tuning_Run_TellsBeforeAndAfter()
    {
        using var console = new CapturedConsole();
        DetectorArtifact detector = new AnomalyDetectorTrainer().Train(Sessions).Artifact;
        Table lastMonth = OtherSessions;

        // example: Tuning
        DetectorTuningResult tuned = DetectorTuning.Run(detector, lastMonth, new DetectorTuningOptions
        {
            Objective = ThresholdObjective.MaximumPrecision(minimumRecall: 0.6),
        });

        Console.WriteLine(tuned.Before);             // the detector as it was, on these rows
        Console.WriteLine(tuned.After);              // cross-validated: each row by calibration and threshold of other folds
        tuned.Artifact?.Save("tuned.json");          // null where no threshold holds what was asked for
        // end of example

        console.Text.Should().StartWith("held out: 500 rows, 50 anomalies (10 %)").And.Contain("cross-validated: 500 rows");
    }

    [Fact]
    public void CrossValidation_Run_PrintsFoldsAndSaves()
    {
        using var console = new CapturedConsole();
        Table table = Sessions;

        // example: CrossValidation
        var validation = new CrossValidation(
            new AnomalyDetectorOptions { Learner = new RandomForestOptions { TreeCount = 50 }, GroupBy = "user_id" },
            new CrossValidationOptions { Folds = 4 });
        CrossValidationResult result = validation.Run(table);

        Console.WriteLine(result);               // a line a fold, then all together with intervals
        result.Detector!.Artifact.Save("model.json");
        // end of example

        console.Text.Should().Contain("cross-validated: 1,000 rows, 300 anomalies");
        result.Folds.Should().HaveCount(4);
    }

    [Fact]
    public void Auditing_Run_PrintsFindings()
    {
        using var console = new CapturedConsole();
        Table training = Sessions, test = Sessions.Select([1, 2, 3, 4, 5, 6, 7, 8]);

        // example: Auditing
        AuditReport audit = TableAudit.Run(training, test, new AuditOptions { EntityColumn = "user_id", TimeColumn = "transaction_date" });

        Console.WriteLine(audit);
        if (audit.HasSevere) Console.WriteLine(audit.Findings[0].Summary);
        // end of example

        console.Text.Should().Contain("The test rows are the training rows: 8 of 8.");
        audit.Findings.Select(finding => finding.Check).Should().Contain([AuditCheck.SharedEntities, AuditCheck.TimeOverlap]);
    }

    [Fact]
    public void Probabilities_Run_AreReliableAndMoved()
    {
        using var console = new CapturedConsole();
        Table table = Sessions, test = OtherSessions;

        // example: Probabilities
        TrainedDetector detector = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { ExpectedAnomalyRate = 0.04 }).Train(table);
        var predictor = new AnomalyDetectionPredictor(detector.Artifact);

        // Do they mean what they say?
        double[] probabilities = [.. predictor.PredictBatch(test).Select(prediction => prediction.AnomalyProbability)];
        ReliabilityTable reliability = ReliabilityTable.Compute(probabilities, test.IsAnomaly);
        Console.WriteLine($"calibration error {reliability.ExpectedCalibrationError:0.000}, Brier score {reliability.BrierScore:0.000}");

        // Anomalies became rarer, or more frequent? Estimate the new rate from unlabelled records, and move the probabilities to it.
        PriorEstimate estimate = PriorEstimation.Estimate(probabilities, prior: 0.04);
        var moved = new AnomalyDetectionPredictor(detector.Artifact.WithPrior(estimate.Prior));
        // end of example

        console.Text.Should().StartWith("calibration error 0.0");
        estimate.Prior.Should().BeInRange(0.06, 0.14, "a tenth are anomalies");
        moved.Info.Prior.Should().Be(estimate.Prior);
    }

    [Fact]
    public void Report_Run_WritesEveryForm()
    {
        using var console = new CapturedConsole();
        Table training = Sessions, test = OtherSessions;
        TrainedDetector detector = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = new RandomForestOptions { TreeCount = 50 } }).Train(training);

        // example: Report
        EvaluationReport report = DetectorEvaluation.Run(detector.Artifact, test, training);

        Console.WriteLine(report.Headline);
        Console.WriteLine(report);                                             // for a console; ToText(width) for another width
        using (var page = new StreamWriter("report.html")) report.WriteHtml(page);
        using (FileStream json = File.Create("report.json")) report.WriteJson(json);
        using (var csv = new StreamWriter("report.csv")) report.WriteCsv(csv);
        // end of example

        console.Text.Should().StartWith("Held out: 500 rows, 10 % anomalies");
        new[] { "report.html", "report.json", "report.csv" }.Should().OnlyContain(file => new FileInfo(file).Length > 500);
    }
}
