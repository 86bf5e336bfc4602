using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

// What somebody sees who adds the two packages to a program of their own.
RecordBinder<Session> binder = new RecordBinder<Session>()
    .Map("device", session => session.Device)
    .Map("clicks", session => session.Clicks)
    .MapLabel(session => session.IsFraud);
Session[] sessions = [new("mobile", 5, IsFraud: false), new("desktop", 900, IsFraud: true)];
Table table = Table.FromRecords(sessions, binder);

// To CSV and back, and to numbers.
string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".csv.gz");
TableCsvWriter.Write(table, path);
Table reread = TableCsvReader.Read(path, new CsvReadOptions { LabelColumn = "label" }).Table;
File.Delete(path);
FeatureMatrix features = FeatureEncoder.Fit(reread).Encode(reread);

// One stump: more than 100 clicks are suspicious.
int clicks = reread.Schema.IndexOf("clicks");
DecisionTree tree = DecisionTree.FromPreorder([clicks, DecisionTree.Leaf, DecisionTree.Leaf], [100f], [true], [0.1, 0.9], [9, 1]);
var forest = new RandomForestModel([tree], features.FeatureCount);
float[] row = new float[features.FeatureCount];
double[] scores = new double[features.RowCount];
for (int i = 0; i < scores.Length; i++)
{
    features.CopyRow(i, row);
    scores[i] = forest.Score(row);
}

Console.WriteLine($"consumer: {reread.RowCount} sessions, {reread.AnomalyCount} anomalous, scores {scores[0]:0.0} and {scores[1]:0.0}");
return scores is [0.1, 0.9] ? 0 : 1;

internal sealed record Session(string Device, double Clicks, bool IsFraud);
