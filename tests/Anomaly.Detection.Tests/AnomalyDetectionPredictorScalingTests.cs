using System.Globalization;
using System.Text;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests;

/// <summary>A detector behind <see cref="Scaling.Standard"/>: folding the scaling into the trees changes no bit, and refuses no less.</summary>
public sealed class AnomalyDetectionPredictorScalingTests
{
    private static readonly TrainedDetector Trained = new AnomalyDetectorTrainer(TestSessions.Options with { Encoder = new FeatureEncoderOptions { Scaling = Scaling.Standard } }).Train(TestSessions.Training);

    private static readonly AnomalyDetectionPredictor Predictor = new(Trained.Artifact);

    [Fact]
    public void Predict_ScaledDetector_GivesTheBitsOfTheModelByEveryRoute()
    {
        IReadOnlyDictionary<string, FeatureValue>[] records = [.. Enumerable.Range(0, TestSessions.Test.RowCount).Select(TestSessions.Test.Record)];

        HoldsForEveryRoute(records);
        Predictor.PredictBatch(TestSessions.Test).Select(prediction => prediction.RawScore).Should().Equal(records.Select(Reference));
    }

    [Fact]
    public void Predict_ValuesAtThresholds_GiveTheBitsOfTheModelByEveryRoute()
    {
        FeatureEncoder encoder = Trained.Artifact.Encoder;
        IReadOnlyDictionary<string, FeatureValue> session = TestSessions.Test.Record(0);
        var records = new List<IReadOnlyDictionary<string, FeatureValue>>();
        foreach (DecisionTree tree in ((RandomForestModel)Trained.Artifact.Model).Trees)
        {
            for (int node = 0; node < tree.NodeCount; node++)
            {
                int feature = tree.Feature[node];

                // A threshold of the largest float parts values from missing ones.
                if (feature < 0 || tree.Threshold[node] == float.MaxValue || encoder.Features[feature].Operation != FeatureOperation.Value) continue;
                string column = encoder.Schema[encoder.Features[feature].Source].Name;
                foreach (double value in Around((tree.Threshold[node] * encoder.Scaler!.Scale[feature]) + encoder.Scaler.Mean[feature]))
                {
                    records.Add(new Dictionary<string, FeatureValue>(session) { [column] = value });
                }
            }
        }

        records.Should().HaveCountGreaterThan(5_000);
        HoldsForEveryRoute(records);
        records.Select(record => Predictor.PredictSingle(record)).Distinct().Should().HaveCountGreaterThan(100);
    }

    [Fact]
    public void Predict_ScaledValueTooLargeForAFloat_IsRefusedByEveryRoute()
    {
        // The scale is about 1e-29: 1e20 is far beyond a float once scaled.
        Table table = Table.FromRows([.. Enumerable.Range(0, 40).Select(i => new Dictionary<string, FeatureValue> { ["a"] = i * 1e-30 })], [.. Enumerable.Range(0, 40).Select(i => i > 25)]);
        var options = new AnomalyDetectorOptions { Encoder = new FeatureEncoderOptions { Scaling = Scaling.Standard }, Learner = TestSessions.Forest };
        var predictor = new AnomalyDetectionPredictor(new AnomalyDetectorTrainer(options).Train(table).Artifact);
        Dictionary<string, FeatureValue> record = new() { ["a"] = 1e20 };
        Action[] routes =
        [
            () => predictor.PredictSingle(record),
            () => predictor.PredictSingle("""{"a":1e20}"""u8),
            () => predictor.PredictBatch([record]),
            () => predictor.PredictBatch("""[{"a":1e20}]"""u8),
            () => predictor.PredictBatch(Table.FromRows([record])),
            () => predictor.Artifact.Encoder.EncodeRow(record, new float[1]),
        ];

        foreach (Action route in routes) route.Should().Throw<RecordFormatException>().Where(exception => exception.Code == "out-of-range" && exception.Column == "a").Which.Problem.Should().MatchRegex("E\\+4[89] is beyond");
        predictor.PredictSingle("""{"a":1e-30}"""u8).AnomalyProbability.Should().BeLessThan(0.5);
    }

    private static void HoldsForEveryRoute(IReadOnlyList<IReadOnlyDictionary<string, FeatureValue>> records)
    {
        AnomalyPrediction[] expected = [.. records.Select(Encoded)];
        string json = "[" + string.Join(",", records.Select(Json)) + "]";
        RecordBinder<IReadOnlyDictionary<string, FeatureValue>> binder = new();
        foreach (FeatureColumn column in Trained.Artifact.Encoder.Schema.Columns) binder = binder.Map(column.Name, record => record[column.Name]);
        Dictionary<string, FeatureKind> kinds = Trained.Artifact.Encoder.Schema.Columns.ToDictionary(column => column.Name, column => column.Kind);

        records.Select(Reference).Should().Equal(expected.Select(prediction => prediction.RawScore), "the model itself");
        records.Select(record => Predictor.PredictSingle(record)).Should().Equal(expected, "dictionaries");
        records.Select(record => Predictor.PredictSingle(record, binder)).Should().Equal(expected, "typed records");
        Predictor.PredictBatch(records).Should().Equal(expected, "a list of dictionaries");
        Predictor.PredictBatch(Encoding.UTF8.GetBytes(json)).Should().Equal(expected, "a JSON array");
        Predictor.PredictBatch(Table.FromRows(records, kinds: kinds)).Should().Equal(expected, "a table");
    }

    private static AnomalyPrediction Encoded(IReadOnlyDictionary<string, FeatureValue> record)
    {
        float[] row = new float[Trained.Artifact.Encoder.FeatureCount];
        Trained.Artifact.Encoder.EncodeRow(record, row);
        double[] score = new double[1];
        Predictor.ScoreBatch(row, score);
        AnomalyPrediction prediction = Predictor.PredictEncoded(row);
        prediction.RawScore.Should().Be(score[0]);
        return prediction;
    }

    private static double Reference(IReadOnlyDictionary<string, FeatureValue> record)
    {
        float[] row = new float[Trained.Artifact.Encoder.FeatureCount];
        Trained.Artifact.Encoder.EncodeRow(record, row);
        return Trained.Artifact.Model.Score(row);
    }

    // Floats beside a value, and doubles between them that are rounded to one or the other.
    private static IEnumerable<double> Around(double value)
    {
        float nearest = (float)value;
        yield return value;
        yield return nearest;
        yield return Math.BitIncrement(value);
        yield return (nearest + (double)MathF.BitIncrement(nearest)) / 2;
        yield return (nearest + (double)MathF.BitDecrement(nearest)) / 2;
        yield return MathF.BitIncrement(nearest);
        yield return MathF.BitDecrement(nearest);
    }

    private static string Json(IReadOnlyDictionary<string, FeatureValue> record) => "{" + string.Join(",", record.Where(pair => !pair.Value.IsMissing).Select(pair =>
        $"{OddRecords.Quoted(pair.Key, () => false)}:{(pair.Value.Kind == FeatureValueKind.Number ? pair.Value.Number.ToString("R", CultureInfo.InvariantCulture) : OddRecords.Quoted(pair.Value.Text!, () => false))}")) + "}";
}
