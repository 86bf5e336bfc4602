using System.Text;
using System.Text.Json;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tests;

public class AnomalyDetectionPredictorTests
{
    private static AnomalyDetectionPredictor Predictor => TestSessions.Predictor;

    private static AnomalyDetectionPredictor StrictPredictor { get; } = new(TestSessions.Trained.Artifact, new PredictorOptions { Strict = true });

    [Fact]
    public void Predict_EveryRoute_GivesTheSameBits()
    {
        Table table = TestSessions.Test;
        IReadOnlyDictionary<string, FeatureValue>[] records = [.. Enumerable.Range(0, table.RowCount).Select(table.Record)];
        string json = "[" + string.Join(",", records.Select(Json)) + "]";
        RecordBinder<IReadOnlyDictionary<string, FeatureValue>> binder = new();
        foreach (FeatureColumn column in table.Schema.Columns) binder = binder.Map(column.Name, record => record[column.Name]);

        AnomalyPrediction[] expected = Predictor.PredictBatch(table);

        Predictor.PredictBatch(records).Should().Equal(expected, "a list of dictionaries");
        Predictor.PredictBatch(Encoding.UTF8.GetBytes(json)).Should().Equal(expected, "a JSON array");
        records.Select(record => Predictor.PredictSingle(record)).Should().Equal(expected, "dictionaries");
        records.Select(record => Predictor.PredictSingle(Boxed(record))).Should().Equal(expected, "boxed values");
        records.Select(record => Predictor.PredictSingle(record, binder)).Should().Equal(expected, "typed records");
        records.Select(record => Predictor.PredictSingle(Encoding.UTF8.GetBytes(Json(record)))).Should().Equal(expected, "JSON bytes");
        using JsonDocument document = JsonDocument.Parse(json);
        document.RootElement.EnumerateArray().Select(element => Predictor.PredictSingle(element)).Should().Equal(expected, "JSON elements");
        Scored(table).Should().Equal(expected.Select(prediction => prediction.RawScore), "encoded rows");
        expected.Select(prediction => prediction.RawScore).Distinct().Should().HaveCountGreaterThan(100);
    }

    [Fact]
    public void PredictSingle_SavedAndLoaded_GivesTheSameBits()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "model.json", "model.json.gz" })
        {
            string path = Path.Combine(folder.Path, name);
            TestSessions.Trained.Artifact.Save(path);

            AnomalyDetectionPredictor.Load(path).PredictBatch(TestSessions.Test).Should().Equal(Predictor.PredictBatch(TestSessions.Test), name);
        }
    }

    [Fact]
    public void PredictSingle_AbsentNullAndUnseen_AreTheMissingValue()
    {
        Dictionary<string, FeatureValue> record = new(TestSessions.Test.Record(0));
        record.Remove("device_type");
        AnomalyPrediction absent = Predictor.PredictSingle(record);

        foreach (FeatureValue value in new FeatureValue[] { FeatureValue.Missing, double.NaN, "never seen", "neither seen", "", 12, true })
        {
            record["device_type"] = value;
            Predictor.PredictSingle(record).Should().Be(absent, "{0}", value);
        }
    }

    [Fact]
    public void PredictSingle_UnknownField_IsIgnoredOrRefused()
    {
        Dictionary<string, FeatureValue> record = new(TestSessions.Test.Record(0));
        AnomalyPrediction expected = Predictor.PredictSingle(record);
        StrictPredictor.PredictSingle(record).Should().Be(expected);
        record["clickscount"] = 5;

        Predictor.PredictSingle(record).Should().Be(expected);
        Predictor.PredictSingle(Encoding.UTF8.GetBytes("""{"extra": {"deep": [1, 2]}, "user_id": "u"}""")).Should().Be(Predictor.PredictSingle("{}"u8));
        StrictPredictor.Invoking(p => p.PredictSingle(record)).Should().Throw<RecordFormatException>().WithMessage("the field 'clickscount' is no column of the model*");
        StrictPredictor.Invoking(p => p.PredictSingle(Boxed(record))).Should().Throw<RecordFormatException>().Which.Code.Should().Be("unknown-field");
        StrictPredictor.Invoking(p => p.PredictSingle(Encoding.UTF8.GetBytes(Json(record)))).Should().Throw<RecordFormatException>().Which.Code.Should().Be("unknown-field");
        StrictPredictor.Invoking(p => p.PredictSingle(record, new RecordBinder<Dictionary<string, FeatureValue>>().Map("x", r => r.Count))).Should().Throw<RecordFormatException>().Which.Code.Should().Be("unknown-field");
    }

    [Fact]
    public void PredictSingle_BoxedValueOfUnknownType_NamesColumn()
    {
        Dictionary<string, object?> record = new() { ["clicks_count"] = new object() };

        Predictor.Invoking(p => p.PredictSingle(record)).Should().Throw<RecordFormatException>().WithMessage("column 'clicks_count': a value of type Object*");
    }

    [Fact]
    public void PredictBatch_BadRecord_NamesTheRow()
    {
        Predictor.Invoking(p => p.PredictBatch("""[{}, {}, {"clicks_count": "many"}]"""u8))
            .Should().Throw<RecordFormatException>().WithMessage("column 'clicks_count' (row 3): 'many' is not a number");
        Predictor.Invoking(p => p.PredictBatch("""[{}, 7]"""u8)).Should().Throw<RecordFormatException>().WithMessage("row 2: expected an object, but found a number");
        Predictor.Invoking(p => p.PredictBatch("{}"u8)).Should().Throw<RecordFormatException>().Which.Code.Should().Be("not-an-array");
        Predictor.Invoking(p => p.PredictBatch("[{}"u8)).Should().Throw<RecordFormatException>().Which.Code.Should().Be("not-json");
        Predictor.PredictBatch("[]"u8).Should().BeEmpty();
        Predictor.Invoking(p => p.PredictBatch([new Dictionary<string, FeatureValue>(), new Dictionary<string, FeatureValue> { ["page_views"] = "x" }]))
            .Should().Throw<RecordFormatException>().WithMessage("column 'page_views' (row 2): 'x' is not a number");
        new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, new PredictorOptions { MaxBatchRecords = 2 })
            .Invoking(p => p.PredictBatch("[{},{},{}]"u8)).Should().Throw<RecordFormatException>().Which.Code.Should().Be("too-many-records");
    }

    [Fact]
    public void PredictBatch_TableOfOtherKinds_ReadsItAsItsRecords()
    {
        Predictor.PredictBatch(TestSessions.Test.WithKind("clicks_count", FeatureKind.Categorical).WithKind("device_type", FeatureKind.Identifier))
            .Should().Equal(Predictor.PredictBatch(TestSessions.Test));
        Predictor.Invoking(p => p.PredictBatch(Table.FromRows([new Dictionary<string, FeatureValue> { ["clicks_count"] = "many" }])))
            .Should().Throw<RecordFormatException>().WithMessage("column 'clicks_count' (row 1): 'many' is not a number");
    }

    [Fact]
    public void PredictBatch_Table_TellsProgressAndStops()
    {
        var reports = new List<int>();
        int[] manyRows = [.. Enumerable.Range(0, 5_000).Select(row => row % TestSessions.Test.RowCount)];
        Table many = TestSessions.Test.Select(manyRows);
        using var source = new CancellationTokenSource();

        Predictor.PredictBatch(many, new Immediate(reports.Add)).Should().HaveCount(5_000);
        reports.Should().Equal(4_096, 5_000);

        Predictor.Invoking(p => p.PredictBatch(many, new Immediate(_ => source.Cancel()), source.Token)).Should().NotThrow("it was told only after the last look");
        Predictor.Invoking(p => p.PredictBatch(many, cancellationToken: source.Token)).Should().Throw<OperationCanceledException>();
        Predictor.Invoking(p => p.Evaluate(many, cancellationToken: source.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void PredictBatch_RecordsAndJson_TellProgressAndStop()
    {
        var reports = new List<int>();
        IReadOnlyDictionary<string, FeatureValue>[] records = [.. Enumerable.Repeat(TestSessions.Test.Record(0), 5_000)];
        byte[] json = Encoding.UTF8.GetBytes("[" + string.Join(",", Enumerable.Repeat("{}", 5_000)) + "]");
        using var source = new CancellationTokenSource();
        source.Cancel();

        Predictor.PredictBatch(records, new Immediate(reports.Add)).Should().HaveCount(5_000);
        Predictor.PredictBatch(json, new Immediate(reports.Add)).Should().HaveCount(5_000);

        reports.Should().Equal(4_096, 5_000, 4_096, 5_000);
        Predictor.Invoking(p => p.PredictBatch(records, cancellationToken: source.Token)).Should().Throw<OperationCanceledException>();
        Predictor.Invoking(p => p.PredictBatch(json, cancellationToken: source.Token)).Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void PredictBatch_NullRecord_NamesTheRow() =>
        Predictor.Invoking(p => p.PredictBatch([TestSessions.Test.Record(0), null!])).Should().Throw<ArgumentException>().WithMessage("Record 2 is null.*");

    [Fact]
    public void Predict_StrictAndUnknownField_SaysTheSameOnEveryRoute()
    {
        Dictionary<string, FeatureValue> record = new() { ["clickscount"] = 5 };
        Action[] routes =
        [
            () => StrictPredictor.PredictSingle(record),
            () => StrictPredictor.PredictSingle(Boxed(record)),
            () => StrictPredictor.PredictSingle("""{"clickscount": 5}"""u8),
            () => StrictPredictor.PredictSingle(JsonDocument.Parse("""{"clickscount": 5}""").RootElement),
            () => StrictPredictor.PredictSingle(5, new RecordBinder<int>().Map("clickscount", clicks => clicks)),
            () => StrictPredictor.PredictBatch(Table.FromRecords([5], new RecordBinder<int>().Map("clickscount", clicks => clicks))),
        ];

        foreach (Action route in routes)
        {
            route.Should().Throw<RecordFormatException>().WithMessage("the field 'clickscount' is no column of the model; its columns are *device_type*").Which.Code.Should().Be("unknown-field");
        }
    }

    [Fact]
    public void ScoreBatch_WrongLength_StatesBoth()
    {
        Predictor.Invoking(p => p.ScoreBatch(new float[5], new double[1])).Should().Throw<ArgumentException>().WithMessage("5 values are not 1 rows of*");
    }

    [Fact]
    public void PredictSingle_ManyThreads_GiveTheBitsOfOne()
    {
        IReadOnlyDictionary<string, FeatureValue>[] records = [.. Enumerable.Range(0, 50).Select(TestSessions.Test.Record)];
        AnomalyPrediction[] expected = [.. records.Select(record => Predictor.PredictSingle(record))];

        Parallel.For(0, 64, _ => records.Select(record => Predictor.PredictSingle(record)).Should().Equal(expected));
    }

    [Fact]
    public void Judge_Policy_DecidesPredictionConfidenceAndRisk()
    {
        DecisionPolicy lenient = new() { Threshold = 0, MediumRiskFrom = 0, HighRiskFrom = 0 };
        AnomalyPrediction ordinary = Predictor.PredictSingle("{}"u8);
        AnomalyPrediction flagged = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, new PredictorOptions { Policy = lenient }).PredictSingle("{}"u8);

        ordinary.Prediction.Should().Be(ordinary.IsAnomaly ? 1 : 0);
        ordinary.Confidence.Should().Be(Math.Max(ordinary.AnomalyProbability, 1 - ordinary.AnomalyProbability));
        flagged.Should().Be(new AnomalyPrediction(true, ordinary.AnomalyProbability, RiskLevel.High) { RawScore = ordinary.RawScore });
        ordinary.AnomalyProbability.Should().Be(TestSessions.Trained.Artifact.Calibration!.Probability(ordinary.RawScore));
    }

    [Fact]
    public void Evaluate_HeldOutSessions_IsBetterThanChanceAndNamesItsSource()
    {
        EvaluationSummary report = Predictor.Evaluate(TestSessions.Test);

        report.Source.Should().Be(ScoreSource.HeldOut);
        report.RocAuc.Should().BeInRange(0.75, 0.99);
        Predictor.Invoking(p => p.Evaluate(TestSessions.Test.WithLabels([]))).Should().Throw<ArgumentException>().WithMessage("The table carries no labels*");
    }

    [Fact]
    public void Info_LoadedModel_TellsWhatItIs()
    {
        ModelInfo info = Predictor.Info;

        info.Algorithm.Should().Be("random-forest");
        info.TreeCount.Should().Be(30);
        info.NodeCount.Should().BeGreaterThan(1_000);
        info.Schema.Should().Be(TestSessions.Training.Schema);
        info.Policy.Should().Be(TestSessions.Trained.Artifact.Policy);
        info.FeatureNames.Should().Contain("transaction_date.hour").And.Contain("clicks_count");
    }

    private static double[] Scored(Table table)
    {
        FeatureMatrix features = TestSessions.Trained.Artifact.Encoder.Encode(table);
        float[] rows = new float[features.RowCount * features.FeatureCount];
        for (int row = 0; row < features.RowCount; row++) features.CopyRow(row, rows.AsSpan(row * features.FeatureCount, features.FeatureCount));
        double[] scores = new double[features.RowCount];
        Predictor.ScoreBatch(rows, scores);
        return scores;
    }

    private static Dictionary<string, object?> Boxed(IReadOnlyDictionary<string, FeatureValue> record) => record.ToDictionary(
        pair => pair.Key,
        pair => pair.Value.Kind switch
        {
            FeatureValueKind.Missing => null,
            FeatureValueKind.Number => (object?)pair.Value.Number,
            FeatureValueKind.Timestamp => DateTime.UnixEpoch.AddSeconds(pair.Value.Number),
            _ => pair.Value.Text,
        });

    private static string Json(IReadOnlyDictionary<string, FeatureValue> record) => "{" + string.Join(",", record.Select(pair =>
        $"{JsonSerializer.Serialize(pair.Key)}:{(pair.Value.Kind == FeatureValueKind.Number ? JsonSerializer.Serialize(pair.Value.Number) : JsonSerializer.Serialize(pair.Value.Text))}")) + "}";

    private sealed class Immediate(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
