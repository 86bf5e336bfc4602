using System.Text;
using System.Text.Json;
using Anomaly.Detection.Csv;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests;

/// <summary>CONFORMANCE G8: a session gets the same bits whether it comes as a row of a table, from CSV, as JSON or as a record.</summary>
public sealed class RoutesTests
{
    private static readonly AnomalyDetectionPredictor Predictor = new(TestSessions.Trained.Artifact);

    [Fact]
    public void Predict_SameSessionsByEveryRoute_SameBits()
    {
        Table table = TestSessions.Test;
        AnomalyPrediction[] expected = Predictor.PredictBatch(table);

        IReadOnlyDictionary<string, FeatureValue>[] records = [.. Enumerable.Range(0, table.RowCount).Select(table.Record)];
        Predictor.PredictBatch(records).Should().Equal(expected, "records are the rows");
        Predictor.PredictBatch(Encoding.UTF8.GetBytes($"[{string.Join(',', records.Select(Json))}]")).Should().Equal(expected, "JSON holds the same values");
        Predictor.PredictBatch(ThroughCsv(table)).Should().Equal(expected, "CSV holds the same values");

        var binder = new RecordBinder<IReadOnlyDictionary<string, FeatureValue>>();
        foreach (FeatureColumn column in table.Schema.Columns) binder = binder.Map(column.Name, record => record[column.Name]);
        records.Select(record => Predictor.PredictSingle(record, binder)).Should().Equal(expected, "the binder reads the same values");
    }

    private static Table ThroughCsv(Table table)
    {
        using var csv = new MemoryStream();
        TableCsvWriter.Write(table, csv);
        csv.Position = 0;
        return TableCsvReader.Read(csv, new CsvReadOptions { Schema = TestSessions.Trained.Artifact.Encoder.Schema, IgnoreExtraColumns = true }).Table;
    }

    private static string Json(IReadOnlyDictionary<string, FeatureValue> record) =>
        "{" + string.Join(',', record.Select(field => $"{JsonSerializer.Serialize(field.Key)}:{Json(field.Value)}")) + "}";

    private static string Json(FeatureValue value) => value.Kind switch
    {
        FeatureValueKind.Missing => "null",
        FeatureValueKind.Number => NumberText.Format(value.Number),
        _ => JsonSerializer.Serialize(value.Text),
    };
}
