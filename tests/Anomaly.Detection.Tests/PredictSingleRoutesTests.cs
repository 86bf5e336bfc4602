using System.Text;
using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Tests;

/// <summary>Every way into <see cref="AnomalyDetectionPredictor"/>, for one record: the same decision, and no memory.</summary>
public sealed class PredictSingleRoutesTests
{
    private const int Predictions = 1_000_000;

    private static readonly AnomalyDetectionPredictor Predictor = OddRecords.Predictor;

    private static readonly RecordBinder<Order> OrderBinder = new RecordBinder<Order>()
        .Map("abc", order => order.Device).Map("a", order => (FeatureValue)order.Price).Map("not a column", order => order.Text).Map("ab", order => order.Pieces)
        .Map("A", order => order.IsGift).Map("\u00E9", order => order.Pieces).Map("\U0001F600 \"x\\", order => order.Time).Map("e\u0301", order => (FeatureValue)order.Text);

    private static readonly Order[] Orders =
    [
        new("mobile", 0.1m, -3, true, new DateTime(2024, 1, 15), "7.5"), new("unseen", null, 5, false, null, null), new(null, -7922816251426433759.3543950335m, 4, null, new DateTime(2024, 1, 15, 8, 30, 12), ""),
    ];

    private static readonly string[] Jsons =
    [
        """{"id":"x","a":1.5,"ab":2,"abc":"mobile","A":"x","\u00e9":"5","e\u0301":1,"\ud83d\ude00 \"x\\":"2024-01-15 08:30:00","a_name_of_more_than_sixteen_bytes":3,"a_name_of_more_than_sixteen_bytez":"true"}""",
        """{"a_name_of_more_than_sixteen_bytez":true,"a_name_of_more_than_sixteen_bytes":"3.25","\ud83d\ude00 \"x\\":"2024-01-15T08:30+02:00","e\u0301":false,"\u00e9":-3,"A":0.10,"abc":12345678901234567,"ab":"","a":"1e3","id":7}""",
        """{"\u0061":1234567890.123456789,"a\u0062":null,"abc":"unseen","A":"","\u00e9":"\ud83d\ude00","unknown":{"a":[1,2,{}]},"abcd":5,"\ud83d\ude00 \"x\\":"","id":null}""",
        "{\"abc\":\"\u00E9\",\"\u00E9\":\"\u00E9\",\"e\u0301\":\"5\"}",
    ];

    [Fact]
    public void PredictSingle_GeneratedRecords_SameDecisionByEveryRoute() => OddRecords.Records.Holds(
        record =>
        {
            AnomalyPrediction expected = Predictor.PredictSingle(record);
            float[] row = new float[Predictor.Info.FeatureNames.Count];
            Predictor.Artifact.Encoder.EncodeRow(record, row);
            string json = $"{{{string.Join(',', record.Select(field => $"{OddRecords.Quoted(field.Key, () => false)}:{OddRecords.Json(field.Value, () => false)}"))}}}";
            var binder = new RecordBinder<Dictionary<string, FeatureValue>>();
            foreach (string name in record.Keys) binder = binder.Map(name, fields => fields[name]);
            using JsonDocument document = JsonDocument.Parse(json);
            return Predictor.PredictEncoded(row) == expected
                && Predictor.PredictSingle(Encoding.UTF8.GetBytes(json)) == expected
                && Predictor.PredictSingle(document.RootElement) == expected
                && Predictor.PredictSingle(record, binder) == expected
                && Predictor.PredictSingle(record.ToDictionary(field => field.Key, field => (object?)field.Value)) == expected
                && Predictor.PredictBatch(Encoding.UTF8.GetBytes($"[{json}]"))[0] == expected
                && OddRecords.StrictPredictor.PredictSingle(record) == expected;
        },
        count: 300);

    [Fact]
    public void PredictEncoded_RowOfAnotherLength_NamesBoth()
    {
        int features = Predictor.Info.FeatureNames.Count;

        Predictor.Invoking(p => p.PredictEncoded(new float[features + 1])).Should().Throw<ArgumentException>().WithMessage($"The row holds {features + 1} values, but there are {features} features.*");
        Predictor.Invoking(p => p.PredictEncoded([])).Should().Throw<ArgumentException>().WithMessage($"The row holds 0 values, but there are {features} features.*");
    }

    [Fact]
    public void PredictSingle_AMillionJsonObjects_AllocatesNothing()
    {
        byte[][] jsons = [.. Jsons.Select(Encoding.UTF8.GetBytes)];

        Allocated(i => Predictor.PredictSingle(jsons[i % 4])).Should().Be(0);
    }

    [Fact]
    public void PredictSingle_AMillionDictionaries_AllocatesNothingStrictOrNot()
    {
        Dictionary<string, FeatureValue>[] records =
        [
            new() { ["a"] = 1.5, ["ab"] = "2", ["abc"] = "mobile", ["A"] = 5, ["\u00E9"] = true, ["\U0001F600 \"x\\"] = new DateTime(2024, 1, 15) },
            new() { ["a"] = "", ["ab"] = FeatureValue.Missing, ["abc"] = "unseen", ["A"] = new DateTime(2024, 1, 15, 8, 30, 0), ["id"] = 5, ["\U0001F600 \"x\\"] = "2024-01-15T08:30+02:00" },
            new(StringComparer.Ordinal) { ["e\u0301"] = true, ["abc"] = 1e300, ["\U0001F600 \"x\\"] = "2024-01-15 08:30:12.5" },
        ];

        Allocated(i => (i & 1) == 0 ? Predictor.PredictSingle(records[i % 3]) : OddRecords.StrictPredictor.PredictSingle(records[i % 3])).Should().Be(0);
    }

    [Fact]
    public void PredictSingle_AMillionTypedRecords_AllocatesNothing() =>
        Allocated(i => Predictor.PredictSingle(Orders[i % 3], OrderBinder)).Should().Be(0);

    [Fact]
    public void PredictEncoded_AMillionRowsOfCells_AllocatesNothing()
    {
        FeatureEncoder encoder = Predictor.Artifact.Encoder;
        double[] cells = new double[encoder.CellCount];
        float[] row = new float[encoder.FeatureCount];

        Allocated(i =>
        {
            Array.Fill(cells, double.NaN);
            cells[1] = i % 7;
            cells[3] = encoder.ReadText(3, "mobile");
            cells[4] = encoder.ReadText(4, "unseen");
            cells[7] = encoder.ReadText(7, "");
            encoder.EncodeCells(cells, row);
            return Predictor.PredictEncoded(row);
        }).Should().Be(0);
    }

    private static long Allocated(Func<int, AnomalyPrediction> predict)
    {
        for (int i = 0; i < 1_000; i++) predict(i);
        return Allocations.Of(() =>
        {
            for (int i = 0; i < Predictions; i++) predict(i);
        });
    }

    private sealed record Order(string? Device, decimal? Price, int Pieces, bool? IsGift, DateTime? Time, string? Text);
}
