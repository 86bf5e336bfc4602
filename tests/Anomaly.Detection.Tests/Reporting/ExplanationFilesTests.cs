using System.Text.Json;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

/// <summary>Explanations as JSON, as text and as CSV.</summary>
public sealed class ExplanationFilesTests
{
    [Fact]
    public void WriteJson_Explanation_HoldsTheNumbersToTheBit()
    {
        GlobalExplanation explanation = ExplanationSamples.Report.Explanation!;
        JsonElement json = Json(ExplanationSamples.Report).GetProperty("explanation");

        json.GetProperty("scale").GetString().Should().Be("score");
        json.GetProperty("base_value").GetDouble().Should().Be(explanation.BaseValue);
        json.GetProperty("row_count").GetInt32().Should().Be(400);
        foreach ((JsonElement written, ColumnEffect column) in json.GetProperty("columns").EnumerateArray().Zip(explanation.Columns))
        {
            written.GetProperty("column").GetString().Should().Be(column.Column);
            written.GetProperty("mean_absolute").GetDouble().Should().Be(column.MeanAbsolute);
            written.GetProperty("amounts").EnumerateArray().Select(amount => amount.GetDouble()).Should().Equal(column.Amounts);
            written.GetProperty("values").EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble()).Should().Equal(column.Values);
            written.GetProperty("classes").EnumerateArray().Select(name => name.GetString()).Should().Equal(column.Classes);
        }
    }

    [Fact]
    public void WriteJson_ManyRows_KeepsFiveHundredAtEvenSteps()
    {
        double[] rows = [.. Enumerable.Range(0, 998).Select(i => (double)i)];

        JsonElement json = Json(ReportSamples.Healthy with { Explanation = ExplanationSamples.Of(ExplanationSamples.Effect("clicks", FeatureKind.Numeric, rows, rows)) }).GetProperty("explanation");

        json.GetProperty("row_count").GetInt32().Should().Be(998);
        int[] kept = [.. json.GetProperty("columns")[0].GetProperty("values").EnumerateArray().Select(value => value.GetInt32())];
        kept.Should().HaveCount(500).And.StartWith(0).And.EndWith(997);
        kept.Pairs().Should().OnlyContain(pair => pair.Second - pair.First == 1 || pair.Second - pair.First == 2);
    }

    [Fact]
    public void WriteJson_Dependences_HoldPointsCurvesAndMeans()
    {
        JsonElement json = Json(ExplanationSamples.Report);
        PartialDependence first = ExplanationSamples.Report.Dependences[0];
        JsonElement written = json.GetProperty("dependences")[0];

        written.GetProperty("kind").GetString().Should().Be("numeric");
        written.GetProperty("points").EnumerateArray().Select(point => new DependencePoint(point.GetProperty("value").GetDouble(), point.GetProperty("label").GetString()!, point.GetProperty("mean").GetDouble())).Should().Equal(first.Points);
        written.GetProperty("curves").GetArrayLength().Should().Be(10);
        written.GetProperty("curves")[3].EnumerateArray().Select(probability => probability.GetDouble()).Should().Equal(first.Curves[3]);
        json.GetProperty("pair_dependences")[1].GetProperty("means")[2][1].GetDouble().Should().Be(ExplanationSamples.Report.PairDependences[1].Means[2][1]);
    }

    [Fact]
    public void WriteJson_ExplainedRows_HoldContributionsAndSentences()
    {
        JsonElement row = Json(ExplanationSamples.Report).GetProperty("explained_rows")[0];

        row.GetProperty("title").GetString().Should().Be("true alert, test row 17");
        row.GetProperty("probability").GetDouble().Should().Be(0.93);
        row.GetProperty("reasons")[0].GetString().Should().Be(ExplanationSamples.Report.ExplainedRows[0].Reasons[0]);
        row.GetProperty("contributions").GetArrayLength().Should().Be(10);
        row.GetProperty("contributions")[4].GetProperty("value").ValueKind.Should().Be(JsonValueKind.Null, "it is missing");
        row.GetProperty("contributions")[3].GetProperty("value").GetString().Should().Be("48");
        row.GetProperty("contributions")[3].GetProperty("amount").GetDouble().Should().Be(0.094);
    }

    [Fact]
    public void ToText_Explanations_ShowColumnsAndSentences()
    {
        string[] lines = ExplanationSamples.Report.ToText(100).Split('\n');

        lines.Should().Contain("== What drives the scores (mean size of contributions to the score)").And.Contain("== Why these rows").And.Contain("true alert, test row 17: probability 0.930");
        lines.Last(line => line.StartsWith("session_duration_minutes  ", StringComparison.Ordinal)).Should().MatchRegex("^session_duration_minutes +0\\.[0-9]{3}  #{24}$", "it is the first of them, after the importances");
        lines.Should().Contain("- " + ExplanationSamples.Report.ExplainedRows[0].Reasons[0]);
        lines.Should().NotContain(line => line.Contains("always_the_same", StringComparison.Ordinal), "twelve columns are shown");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void ToText_Explanations_KeepToTheWidth(int width) => ExplanationSamples.Report.ToText(width).Split('\n').Should().OnlyContain(line => line.Length <= width);

    [Fact]
    public void WriteContributionsCsv_Rows_StandInTurn()
    {
        GlobalExplanation explanation = ExplanationSamples.Of(
            ExplanationSamples.Effect("clicks", FeatureKind.Numeric, [-4, double.NaN], [0.5, -0.25]),
            ExplanationSamples.Effect("=city", FeatureKind.Categorical, [0, double.NaN], [0.125, 0], "=1+1"),
            ExplanationSamples.Effect("seen", FeatureKind.Timestamp, [0, 3_600], [0, 0.0625]));

        Csv(ReportSamples.Healthy with { Explanation = explanation }).Should().Be(string.Join(
            "\r\n",
            "row,column,value,contribution,scale,base_value",
            "0,clicks,-4,0.5,score,0.12",
            "0,\"'=city\",\"'=1+1\",0.125,score,0.12",
            "0,seen,1970-01-01,0,score,0.12",
            "1,clicks,,-0.25,score,0.12",
            "1,\"'=city\",,0,score,0.12",
            "1,seen,1970-01-01 01:00:00,0.0625,score,0.12",
            ""));
    }

    [Fact]
    public void WriteContributionsCsv_NoExplanation_WritesTheHeader() => Csv(ReportSamples.Healthy).Should().Be("row,column,value,contribution,scale,base_value\r\n");

    private static string Csv(EvaluationReport report)
    {
        using var writer = new StringWriter();
        report.WriteContributionsCsv(writer);
        return writer.ToString();
    }

    private static JsonElement Json(EvaluationReport report)
    {
        using var stream = new MemoryStream();
        report.WriteJson(stream);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }
}
