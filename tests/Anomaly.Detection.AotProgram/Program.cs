using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Anomaly.Detection;
using Anomaly.Detection.AotProgram;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Reporting;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;

// What an application does with the library, in a program that House/AotProgramTests compiles natively and runs, and that
// House/SameBytesTests runs on other processors' instructions, cultures and time zones. Argument: the number of threads that train.
var steps = new Steps();
int threads = args.Length == 0 ? 1 : int.Parse(args[0], CultureInfo.InvariantCulture);

// Typed records to a table, without reflection.
RecordBinder<Session> binder = new RecordBinder<Session>()
    .Map("device", session => session.Device)
    .Map("clicks", session => session.Clicks)
    .Map("seconds", session => session.Seconds is { } seconds ? seconds : FeatureValue.Missing)
    .MapLabel(session => session.IsFraud);
Session[] sessions = [new("mobile", 5, 300, false), new("desktop", 900, null, true), new("mobile", 7, 250, false), new("desktop", 40, 120, false)];
Table table = Table.FromRecords(sessions, binder);
steps.Check("bind records", table is { RowCount: 4, AnomalyCount: 1 });
steps.Check("infer kinds", table.Schema[table.Schema.IndexOf("clicks")].Kind == FeatureKind.Numeric);
steps.Check("missing value", double.IsNaN(table.Numeric(2)[1]) && table.Value(1, 2).IsMissing);

// To CSV and back, compressed.
using var file = new MemoryStream();
TableCsvWriter.Write(table, file, new CsvWriteOptions { LabelColumn = "is_fraud", Gzip = true });
file.Position = 0;
Table reread = TableCsvReader.Read(file, new CsvReadOptions { LabelColumn = "is_fraud", Gzip = true }).Table;
steps.Check("write and read CSV", reread.Schema.Equals(table.Schema) && reread.Numeric(1).SequenceEqual(table.Numeric(1)) && reread.IsAnomaly.SequenceEqual(table.IsAnomaly));

// One way of encoding for the table and for a record of it.
FeatureEncoder encoder = FeatureEncoder.Fit(table);
FeatureMatrix features = encoder.Encode(table);
float[] row = new float[encoder.FeatureCount];
float[] sameRow = new float[encoder.FeatureCount];
features.CopyRow(1, row);
encoder.EncodeRow(table.Record(1), sameRow);
steps.Check("encode a table and a record", row.SequenceEqual(sameRow) && row is [0, 900, float.NaN]);

// Two stumps: many clicks are suspicious (1 against 0), and so is a session of unknown length (0.5 against 0).
RandomForestModel forest = new(
    [
        DecisionTree.FromPreorder([1, DecisionTree.Leaf, DecisionTree.Leaf], [100f], [true], [0, 1], [3, 1]),
        DecisionTree.FromPreorder([2, DecisionTree.Leaf, DecisionTree.Leaf], [1e9f], [false], [0, 0.5], [3, 1]),
    ],
    encoder.FeatureCount);
steps.Check("score a busy session of unknown length", forest.Score(row) == 0.75);

double[] scores = new double[table.RowCount];
for (int i = 0; i < scores.Length; i++)
{
    features.CopyRow(i, row);
    scores[i] = forest.Score(row);
}

steps.Check("judge the scores", Metrics.RocAuc(scores, table.IsAnomaly) == 1);

// Train, save, load, predict; missing values and late categories included.
Table training = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 1_000, AnomalyRate = 0.4 }).Draw();
Table test = new SessionSimulator(new SessionSimulatorOptions { SessionCount = 200, AnomalyRate = 0.1, Population = 1, FirstDay = new DateOnly(2024, 4, 1) }).Draw();
var options = new AnomalyDetectorOptions
{
    Learner = new RandomForestOptions { TreeCount = 20, MaxThreads = threads, Criterion = SplitCriterion.Entropy },
    Encoder = new FeatureEncoderOptions { Scaling = Scaling.Standard, TimestampFeatures = TimestampFeatures.HourOfDay | TimestampFeatures.DayOfWeek | TimestampFeatures.ElapsedDays },
};
TrainedDetector trained = new AnomalyDetectorTrainer(options).Train(training);
steps.Check("train", trained.Evaluation is { RocAuc: > 0.8 });

// Entropy above takes the scan that knows every criterion; Gini has one of its own, by vectors. Both count by bins.
TrainedDetector gini = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = new RandomForestOptions { TreeCount = 20, MaxThreads = threads } }).Train(training);
using var giniModel = new MemoryStream();
gini.Artifact.Save(giniModel);
steps.Check("train by bins", giniModel.Length > 0 && gini.Artifact.Provenance.Options["split_search"] == "binned 255");

// Compiled to be scored fast: the same bits as the model's own score, by whatever engine the processor has.
Scorer scorer = Scorer.Compile(gini.Artifact.Model);
FeatureMatrix encoded = gini.Artifact.Encoder.Encode(test);
float[] rows = new float[encoded.RowCount * encoded.FeatureCount];
for (int i = 0; i < encoded.RowCount; i++) encoded.CopyRow(i, rows.AsSpan(i * encoded.FeatureCount, encoded.FeatureCount));
double[] fast = new double[encoded.RowCount];
scorer.Score(rows, fast);
bool isReference = true;
for (int i = 0; i < fast.Length; i++) isReference &= gini.Artifact.Model.Score(rows.AsSpan(i * encoded.FeatureCount, encoded.FeatureCount)) == fast[i];
steps.Check("score by a compiled engine", isReference);
steps.Check("score one row by it", scorer.Score(rows.AsSpan(0, encoded.FeatureCount)) == fast[0]);
Console.WriteLine($"engine: {scorer.Engine}");

string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
trained.Artifact.Save(path);
byte[] model = File.ReadAllBytes(path);
AnomalyDetectionPredictor predictor = AnomalyDetectionPredictor.Load(path);
File.Delete(path);
AnomalyPrediction[] predictions = predictor.PredictBatch(test);
steps.Check("save, load and predict a table", predictions.SequenceEqual(new AnomalyDetectionPredictor(trained.Artifact).PredictBatch(test)));
steps.Check("predict a record", predictor.PredictSingle(test.Record(0)) == predictions[0]);
steps.Check("predict JSON", predictor.PredictSingle("""{ "clicks_count": 5, "device_type": "mobile" }"""u8).AnomalyProbability is >= 0 and <= 1);

// To another share of anomalies, as the scores of unlabelled rows tell it.
double[] promised = [.. predictions.Select(prediction => prediction.AnomalyProbability)];
PriorEstimate estimate = PriorEstimation.Estimate(promised, trained.Artifact.Calibration!.BaseRate!.Value);
DetectorArtifact moved = trained.Artifact.WithPrior(estimate.Prior);
double[] movedProbabilities = [.. new AnomalyDetectionPredictor(moved).PredictBatch(test).Select(prediction => prediction.AnomalyProbability)];
steps.Check("move probabilities to another share", estimate.Prior < 0.4 && ReliabilityTable.Compute(movedProbabilities, test.IsAnomaly).BrierScore < ReliabilityTable.Compute(promised, test.IsAnomaly).BrierScore);

// Why: every row taken apart, by the trees' own covers and beside other rows.
double[] contributions = Amounts(new PredictorOptions());
double[] besides = Amounts(new PredictorOptions { Explaining = new ExplanationOptions { Background = training.Select([.. Enumerable.Range(0, 10)]), Scale = ContributionScale.LogOdds } });
steps.Check("explain", contributions.Length == besides.Length && Math.Abs(predictor.Explain(test.Record(0)).Breakdown.Value - predictions[0].RawScore) < 1e-9);

// The models that learn without labels, and all of them together.
using var detectors = new MemoryStream();
var detectorScores = new List<double>();
IsolationForestOptions isolation = new() { TreeCount = 30, MaxThreads = threads };
ILearnerOptions[] learners =
[
    isolation,
    isolation with { ExtensionLevel = 2, MaxThreads = threads },
    isolation with { CategoricalSplits = CategoricalSplits.RandomSubset },
    new OneClassSvmOptions { Nu = 0.1 },
    new OneClassSvmOptions { Nu = 0.1, Kernel = SvmKernelKind.Sigmoid, Gamma = SvmGamma.Of(0.01) },
    new EnsembleOptions { Members = [new EnsembleMember(new RandomForestOptions { TreeCount = 20, MaxThreads = threads }), new EnsembleMember(isolation), new EnsembleMember(new OneClassSvmOptions { Nu = 0.2 })] },
];
foreach (ILearnerOptions learner in learners)
{
    DetectorArtifact detector = new AnomalyDetectorTrainer(new AnomalyDetectorOptions { Learner = learner }).Train(training).Artifact;
    detector.Save(detectors);
    detectorScores.AddRange(new AnomalyDetectionPredictor(detector).PredictBatch(test).Select(prediction => prediction.AnomalyProbability));
}

steps.Check("train and score without labels", detectorScores.Count == learners.Length * test.RowCount && detectorScores.TrueForAll(score => score is >= 0 and <= 1));

// Judged, with the judgement judged: audit, a small forest for it, intervals, permuted features; as a page and as JSON.
var look = new DetectorEvaluationOptions { MaxThreads = threads, Intervals = new BootstrapOptions { Replicates = 50, MaxThreads = threads }, ImportanceRows = 100 };
EvaluationReport report = DetectorEvaluation.Run(trained.Artifact, test, training, look);
using var page = new StringWriter(CultureInfo.InvariantCulture);
report.WriteHtml(page);
using var json = new MemoryStream();
report.WriteJson(json);
steps.Check("report", report.Headline.StartsWith("Held out", StringComparison.Ordinal) && page.ToString().EndsWith("</html>\n", StringComparison.Ordinal) && report.ExplainedRows.Length > 0 && page.ToString().Contains("id=\"beeswarm\"", StringComparison.Ordinal));
CrossValidationResult folds = new CrossValidation(options with { Objective = ThresholdObjective.MaximumRecall(0.6, 0.9) }, new CrossValidationOptions { Folds = 3, Refit = false }).Run(training);
steps.Check("cross-validate", folds.Evaluation.RocAuc > 0.8);

// Scaling is folded into this one's trees.
double[] probabilities = [.. predictions.Select(prediction => prediction.AnomalyProbability)];
double[] streamed = new double[test.RowCount];
int handedOut = 0;
await foreach (AnomalyPrediction prediction in predictor.PredictStream(Enumerable.Range(0, test.RowCount).Select(test.Record).ToAsyncEnumerable())) streamed[handedOut++] = prediction.AnomalyProbability;
steps.Check("predict a stream", streamed.SequenceEqual(probabilities));
Console.WriteLine($"scores: {Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes<double>([.. fast, .. probabilities, .. movedProbabilities, .. contributions, .. besides, .. detectorScores])))}");
Console.WriteLine($"culture: {CultureInfo.CurrentCulture.Name} {1.5}");
Console.WriteLine($"model: {Convert.ToHexString(SHA256.HashData([.. model, .. giniModel.ToArray(), .. detectors.ToArray(), .. json.ToArray(), .. Encoding.UTF8.GetBytes($"{page}{folds}")]))}");

return steps.Close();

double[] Amounts(PredictorOptions explaining) =>
    [.. new AnomalyDetectionPredictor(trained.Artifact, explaining with { Scoring = new ScorerOptions { MaxThreads = threads } }).ExplainBatch(test).SelectMany(explained => explained.Breakdown.Contributions).Select(column => column.Amount)];
