using Anomaly.Detection;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;

// What somebody sees who adds the two packages to a program of their own.
RecordBinder<Session> binder = new RecordBinder<Session>()
    .Map("device", session => session.Device)
    .Map("clicks", session => session.Clicks)
    .MapLabel(session => session.IsFraud);
IEnumerable<Session> sessions = Enumerable.Range(0, 200).Select(i => new Session(i % 2 == 0 ? "mobile" : "desktop", i % 5 == 0 ? 400 + i : i % 20, IsFraud: i % 5 == 0));
Table table = Table.FromRecords(sessions, binder);

// To CSV and back.
string folder = Directory.CreateTempSubdirectory().FullName;
string csv = Path.Combine(folder, "sessions.csv.gz");
TableCsvWriter.Write(table, csv);
Table reread = TableCsvReader.Read(csv, new CsvReadOptions { LabelColumn = "label" }).Table;

// To a model file and back, and to a decision.
string model = Path.Combine(folder, "model.json.gz");
new AnomalyDetectorTrainer().Train(reread).Artifact.Save(model);
AnomalyDetectionPredictor predictor = AnomalyDetectionPredictor.Load(model);
Directory.Delete(folder, recursive: true);
AnomalyPrediction busy = predictor.PredictSingle(new Session("desktop", 900, IsFraud: false), binder);
PredictionExplanation why = predictor.PredictSingle(new Session("desktop", 900, IsFraud: false), binder, explain: 1);
AnomalyPrediction quiet = predictor.PredictSingle("""{ "device": "mobile", "clicks": 5 }"""u8);

Console.WriteLine($"consumer: {reread.RowCount} sessions, {reread.AnomalyCount} anomalous; 900 clicks {busy.AnomalyProbability:0.00} {busy.RiskLevel}, 5 clicks {quiet.AnomalyProbability:0.00} {quiet.RiskLevel}; {why.Reasons[0]}");
return why.Reasons[0].Column == "clicks" && busy.IsAnomaly && !quiet.IsAnomaly ? 0 : 1;

internal sealed record Session(string Device, double Clicks, bool IsFraud);
