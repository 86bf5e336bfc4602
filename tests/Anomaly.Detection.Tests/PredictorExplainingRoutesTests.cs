using System.Globalization;
using System.Text;
using System.Text.Json;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Tests.Artifacts;

namespace Anomaly.Detection.Tests;

/// <summary>An explanation has the same bits by every route, from a file, on any number of threads and in any culture.</summary>
public sealed class PredictorExplainingRoutesTests
{
    private static readonly Table Table = TestSessions.Test;
    private static readonly AnomalyDetectionPredictor Predictor = TestSessions.Predictor;
    private static readonly Lazy<PredictionExplanation[]> Expected = new(() => Predictor.ExplainBatch(Table));

    [Fact]
    public void Explain_ByEveryRoute_GivesTheSameBits()
    {
        var binder = new RecordBinder<IReadOnlyDictionary<string, FeatureValue>>();
        foreach (FeatureColumn column in Table.Schema.Columns) binder = binder.Map(column.Name, record => record[column.Name]);
        for (int row = 0; row < 60; row++)
        {
            IReadOnlyDictionary<string, FeatureValue> record = Table.Record(row);
            var boxed = record.ToDictionary(field => field.Key, field => field.Value.Kind == FeatureValueKind.Number ? field.Value.Number : (object?)field.Value.Text);
            byte[] json = Encoding.UTF8.GetBytes(Json(record));
            using JsonDocument document = JsonDocument.Parse(json);
            PredictionExplanation[] byRoute = [Predictor.Explain(record), Predictor.Explain(boxed), Predictor.Explain(document.RootElement), Predictor.Explain(json), Predictor.Explain(record, binder)];

            foreach (PredictionExplanation explanation in byRoute) ExplainedModels.ShouldEqual(explanation, Expected.Value[row]);
        }
    }

    [Fact]
    public void PredictSingle_UnseenText_IsToldAsGivenByEveryRoute()
    {
        var record = new Dictionary<string, FeatureValue> { ["device_type"] = "fridge\n", ["clicks_count"] = 3 };
        byte[] json = Encoding.UTF8.GetBytes("""{"clicks_count": 3, "device_type": "fridge\n"}""");
        using JsonDocument document = JsonDocument.Parse(json);
        RecordBinder<int> binder = new RecordBinder<int>().Map("clicks_count", number => number).Map("device_type", _ => "fridge\n");
        PredictionExplanation[] all =
        [
            Predictor.PredictSingle(record, explain: 99),
            Predictor.PredictSingle(new Dictionary<string, object?> { ["device_type"] = "fridge\n", ["clicks_count"] = 3 }, explain: 99),
            Predictor.PredictSingle(document.RootElement, explain: 99),
            Predictor.PredictSingle(json, explain: 99),
            Predictor.PredictSingle(3, binder, explain: 99),
            Predictor.ExplainBatch(Detection.Data.Table.FromRows([record]), 99)[0],
        ];

        foreach (PredictionExplanation explanation in all)
        {
            ColumnContribution device = explanation.Breakdown.Contributions.Single(one => one.Column == "device_type");
            device.Value.Should().Be((FeatureValue)"fridge\n");
            device.ToString().Should().StartWith("device_type = fridge , not seen in training, ");
            ExplainedModels.ShouldEqual(explanation, all[0]);
        }
    }

    [Theory]
    [MemberData(nameof(ExplainedModels.Names), MemberType = typeof(ExplainedModels))]
    public void ExplainBatch_SavedAndLoaded_GivesTheSameBits(string model)
    {
        DetectorArtifact artifact = ExplainedModels.Of(model);
        PredictionExplanation[] before = new AnomalyDetectionPredictor(artifact).ExplainBatch(Table);

        PredictionExplanation[] after = new AnomalyDetectionPredictor(DetectorArtifact.Load(Samples.Save(artifact))).ExplainBatch(Table);

        ExplainedModels.ShouldEqual(after, before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void ExplainBatch_OtherThreads_GivesTheSameBitsAndTellsProgressInOrder(int threads)
    {
        var predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact, new PredictorOptions { Scoring = new() { MaxThreads = threads } });
        var progress = new ListedProgress<int>();

        ExplainedModels.ShouldEqual(predictor.ExplainBatch(Table, progress: progress), Expected.Value);

        progress.Values.Should().Equal([.. Enumerable.Range(1, 12).Select(block => block * 32), 400]);
        predictor.ExplainModel(Table).Should().BeEquivalentTo(Predictor.ExplainModel(Table), options => options.WithStrictOrdering());
    }

    [Fact]
    public void Explain_FirstAskedByManyThreads_GivesAllTheSame()
    {
        var predictor = new AnomalyDetectionPredictor(TestSessions.Trained.Artifact);
        PredictionExplanation[] found = new PredictionExplanation[16];

        Parallel.For(0, found.Length, i => found[i] = predictor.Explain(Table.Record(5)));

        foreach (PredictionExplanation one in found) ExplainedModels.ShouldEqual(one, Expected.Value[5]);
    }

    [Fact]
    public void Explain_CultureWithComma_WritesTheSameSentence()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NegativeSign) = (",", "~");
        try
        {
            CultureInfo.CurrentCulture = comma;
            PredictionExplanation explanation = Predictor.Explain(Table.Record(0));
            string text = explanation.ToText();
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            text.Should().Be(explanation.ToText());
            text.Should().NotContain("~");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Json(IReadOnlyDictionary<string, FeatureValue> record) =>
        "{" + string.Join(',', record.Select(field => $"{JsonSerializer.Serialize(field.Key)}:{(field.Value.IsMissing ? "null" : field.Value.Kind == FeatureValueKind.Number ? NumberText.Format(field.Value.Number) : JsonSerializer.Serialize(field.Value.Text))}")) + "}";
}
