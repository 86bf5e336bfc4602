// The main job, end to end: a labelled table goes up the training stairs and becomes a model file; a record goes up the
// serving stairs and becomes a prediction. Without arguments the sessions are simulated; the same is done on CSV files with
//     --train FILE --test FILE --label COLUMN
using Anomaly.Detection;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Training;
using Quickstart;

Failures.EndInOneLine(); // a wrong file is one line on standard error, not a stack trace
QuickstartData data = QuickstartData.FromArguments(args);
Console.WriteLine($"training: {data.Training.RowCount} sessions, {data.Training.AnomalyCount} anomalies");
Console.WriteLine($"test:     {data.Test.RowCount} sessions, {data.Test.AnomalyCount} anomalies");
foreach (string note in data.Notes) Console.WriteLine(note);

// Train: text columns become codes, identifiers are left out, missing values are learned from, and the threshold
// is chosen on out-of-bag scores, never on the test rows.
var trainer = new AnomalyDetectorTrainer(new AnomalyDetectorOptions
{
    Learner = new RandomForestOptions { TreeCount = 200, MaxDepth = 10, MinSamplesSplit = 5, MinSamplesLeaf = 2, ClassWeight = ClassWeight.Balanced },
    ExpectedAnomalyRate = data.ExpectedAnomalyRate,
    Objective = ThresholdObjective.BestFBeta(2),
});
TrainedDetector detector = trainer.Train(data.Training, new ProgressLine("trees"));
foreach (string note in detector.Notes) Console.WriteLine($"note: {note}");

// Keep it: one file holds encoder, model, calibration, threshold and figures.
const string ModelFile = "quickstart-model.json";
detector.Artifact.Save(ModelFile);
var explaining = new ExplanationOptions { RowNoun = "sessions" };
AnomalyDetectionPredictor predictor = AnomalyDetectionPredictor.Load(ModelFile, new PredictorOptions { Explaining = explaining });
Console.WriteLine($"\nmodel: {ModelFile}, {new FileInfo(ModelFile).Length / 1024} KiB, {predictor.Info.TreeCount} trees, {predictor.Info.NodeCount} nodes");

// Judge: the report audits the test first, and says so in its first line when the figures are memory. It also tells what drives the scores.
EvaluationReport report = DetectorEvaluation.Run(predictor.Artifact, data.Test, data.Training, new DetectorEvaluationOptions { Explaining = explaining });
const string ReportFile = "quickstart-report.html";
using (var page = new StreamWriter(ReportFile)) report.WriteHtml(page);
Console.WriteLine($"\n{report}\n\nreport: {ReportFile}, a page to open in a browser");

// Serve: one record in, one decision out, and why.
(AnomalyPrediction prediction, _, var reasons) = predictor.PredictSingle(data.Sample, explain: 3);
Console.WriteLine($"\n{data.SampleName}");
Console.WriteLine($"Is anomaly:          {prediction.IsAnomaly}");
Console.WriteLine(FormattableString.Invariant($"Anomaly probability: {prediction.AnomalyProbability:P1}"));
Console.WriteLine(FormattableString.Invariant($"Confidence:          {prediction.Confidence:P1}"));
foreach (ColumnContribution reason in reasons) Console.WriteLine($"- {reason}");

// One alert of the test, from the mean of the training to its own score.
if (report.ExplainedRows is [ExplainedRow alert, ..]) Console.WriteLine($"\n{alert.Title}:\n{alert.Breakdown.ToText()}");
