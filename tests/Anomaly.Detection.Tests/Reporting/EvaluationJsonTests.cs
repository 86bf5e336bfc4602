using System.Text.Json;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class EvaluationJsonTests
{
    [Fact]
    public void WriteJson_Report_BeginsWithTheHeadline()
    {
        using JsonDocument json = Write(ReportSamples.Memorised);

        json.RootElement.EnumerateObject().First().Name.Should().Be("headline");
        json.RootElement.GetProperty("headline").GetString().Should().Be(ReportSamples.Memorised.Headline);
        json.RootElement.GetProperty("is_performance").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public void WriteJson_Report_HoldsEveryPart()
    {
        EvaluationReport report = ReportSamples.Healthy;
        using JsonDocument json = Write(report);
        JsonElement root = json.RootElement;

        root.EnumerateObject().Select(field => field.Name).Should().Equal(
            "headline", "title", "is_performance", "detector", "summary", "others", "audit", "roc", "precision_recall", "histogram", "thresholds",
            "reliability", "importance_meaning", "importances", "explanation", "dependences", "pair_dependences", "explained_rows", "comparison", "notes");
        root.GetProperty("summary").GetProperty("figures").GetProperty("roc_auc").GetProperty("value").GetDouble().Should().Be(report.Summary.RocAuc);
        root.GetProperty("others")[0].GetProperty("without").GetString().Should().Be("shared_entities");
        root.GetProperty("audit").GetProperty("findings")[0].GetProperty("test_row_count").GetInt32().Should().Be(100);
        root.GetProperty("roc").GetProperty("points")[0][0].ValueKind.Should().Be(JsonValueKind.Null, "the first point is at an infinite threshold");
        root.GetProperty("thresholds").GetProperty("rows").GetArrayLength().Should().Be(report.Thresholds.Rows.Length);
        root.GetProperty("reliability").GetProperty("bins").GetArrayLength().Should().Be(report.Reliability!.Bins.Length);
        root.GetProperty("comparison").GetProperty("rows")[1].GetProperty("is_performance").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public void WriteJson_AbsentParts_AreNullOrEmpty()
    {
        EvaluationReport report = ReportSamples.Healthy with { Audit = null, Comparison = null, Reliability = null, Detector = null, Others = default };
        using JsonDocument json = Write(report);

        json.RootElement.GetProperty("audit").ValueKind.Should().Be(JsonValueKind.Null);
        json.RootElement.GetProperty("detector").ValueKind.Should().Be(JsonValueKind.Null);
        json.RootElement.GetProperty("others").GetArrayLength().Should().Be(0);
    }

    private static JsonDocument Write(EvaluationReport report)
    {
        using var stream = new MemoryStream();
        report.WriteJson(stream);
        return JsonDocument.Parse(stream.ToArray());
    }
}
