using System.Reflection;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;

// What somebody sees who adds the two packages to a program of their own.
RecordBinder<Session> binder = new RecordBinder<Session>()
    .Map("device", session => session.Device)
    .Map("clicks", session => session.Clicks)
    .MapLabel(session => session.IsFraud);
Session[] sessions = [new("mobile", 5, IsFraud: false), new("desktop", 900, IsFraud: true)];
Table table = Table.FromRecords(sessions, binder);

// One stump: more than 100 clicks are suspicious.
DecisionTree tree = DecisionTree.FromPreorder([0, DecisionTree.Leaf, DecisionTree.Leaf], [100f], [true], [0.1, 0.9], [9, 1]);
var forest = new RandomForestModel([tree], featureCount: 1);
double[] scores = [.. table.Numeric(table.Schema.IndexOf("clicks")).ToArray().Select(clicks => forest.Score([(float)clicks]))];

string csv = Assembly.Load("Anomaly.Detection.Csv").GetName().Name!;
Console.WriteLine($"consumer: {table.RowCount} sessions, {table.AnomalyCount} anomalous, scores {scores[0]:0.0} and {scores[1]:0.0}, with {csv}");
return scores is [0.1, 0.9] ? 0 : 1;

internal sealed record Session(string Device, double Clicks, bool IsFraud);
