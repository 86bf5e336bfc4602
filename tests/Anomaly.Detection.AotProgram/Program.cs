using Anomaly.Detection.AotProgram;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;

// What an application does with the library, in a program that House/AotProgramTests compiles natively and runs.
var steps = new Steps();

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

// Two stumps: many clicks are suspicious (1 against 0), and so is a session without a duration (0.5 against 0).
RandomForestModel forest = new(
    [
        DecisionTree.FromPreorder([0, DecisionTree.Leaf, DecisionTree.Leaf], [100f], [true], [0, 1], [3, 1]),
        DecisionTree.FromPreorder([1, DecisionTree.Leaf, DecisionTree.Leaf], [1e9f], [false], [0, 0.5], [3, 1]),
    ],
    featureCount: 2);
steps.Check("score a quiet session", forest.Score([5, 300]) == 0);
steps.Check("score a busy session of unknown length", forest.Score([900, float.NaN]) == 0.75);

return steps.Close();
