using System.Text;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests;

/// <summary>What a predictor makes of JSON: spellings, wrong values, texts that are no record.</summary>
public class AnomalyDetectionPredictorJsonTests
{
    private static AnomalyDetectionPredictor Predictor => TestSessions.Predictor;

    private static AnomalyDetectionPredictor StrictPredictor { get; } = new(TestSessions.Trained.Artifact, new PredictorOptions { Strict = true });

    [Theory]
    [InlineData("1e400", "not-finite")]
    [InlineData("\"NaN\"", "not-a-number")]
    [InlineData("\"abc\"", "not-a-number")]
    [InlineData("\"1,5\"", "not-a-number")]
    [InlineData("\" 1\"", "not-a-number")]
    [InlineData("\"1\\u0000\"", "not-a-number")]
    [InlineData("1e39", "out-of-range")]
    [InlineData("[]", "not-a-scalar")]
    [InlineData("[1]", "not-a-scalar")]
    [InlineData("{}", "not-a-scalar")]
    [InlineData("\"\\ud800\"", "not-unicode")]
    public void PredictSingle_WrongValueOfANumericColumn_NamesColumnAndCode(string json, string code)
    {
        Predictor.Invoking(p => p.PredictSingle(Encoding.UTF8.GetBytes($$"""{"page_views": 3, "clicks_count": {{json}}}""")))
            .Should().Throw<RecordFormatException>().Where(exception => exception.Code == code && exception.Column == "clicks_count");
    }

    [Theory]
    [InlineData("5", "5")]
    [InlineData("\"5\"", "5")]
    [InlineData("5.0", "5")]
    [InlineData("5e0", "5")]
    [InlineData("true", "1")]
    [InlineData("false", "0")]
    [InlineData("-0", "0")]
    [InlineData("null", "\"\"")]
    public void PredictSingle_OtherSpellingsOfANumber_AreTheSame(string json, string same)
    {
        Predictor.PredictSingle(Encoding.UTF8.GetBytes($$"""{"clicks_count": {{json}}}""")).Should().Be(Predictor.PredictSingle(Encoding.UTF8.GetBytes($$"""{"clicks_count": {{same}}}""")));
    }

    [Theory]
    [InlineData("", "not-json")]
    [InlineData("   ", "not-json")]
    [InlineData("{", "not-json")]
    [InlineData("{\"clicks_count\": 5,}", "not-json")]
    [InlineData("{\"clicks_count\": 5} x", "not-json")]
    [InlineData("{\"clicks_count\": 5}{}", "not-json")]
    [InlineData("// note\n{}", "not-json")]
    [InlineData("\uFEFF{}", "not-json")]
    [InlineData("{\"clicks_count\": 05}", "not-json")]
    [InlineData("{\"clicks_count\": NaN}", "not-json")]
    [InlineData("[]", "not-an-object")]
    [InlineData("null", "not-an-object")]
    [InlineData("5", "not-an-object")]
    [InlineData("{\"clicks_count\": 5, \"clicks_count\": 5}", "duplicate-field")]
    [InlineData("{\"clicks_count\": null, \"clicks\\u005fcount\": 5}", "duplicate-field")]
    [InlineData("{\"transaction_date\": 1705312212}", "not-a-timestamp")]
    [InlineData("{\"transaction_date\": \"15.01.2024\"}", "not-a-timestamp")]
    [InlineData("{\"device_type\": \"\\udc00\"}", "not-unicode")]
    [InlineData("{\"\\ud800\": 1}", "not-unicode")]
    public void PredictSingle_NotARecord_TellsTheCode(string json, string code)
    {
        Predictor.Invoking(p => p.PredictSingle(Encoding.UTF8.GetBytes(json))).Should().Throw<RecordFormatException>().Which.Code.Should().Be(code);
    }

    [Fact]
    public void PredictSingle_NamesInOtherCase_AreOtherFields()
    {
        Predictor.PredictSingle("""{"Clicks_Count": 5000, "CLICKS_COUNT": 4000}"""u8).Should().Be(Predictor.PredictSingle("{}"u8));
    }

    [Fact]
    public void PredictSingle_DeepOrHugeText_IsRefusedOrReadWithoutHarm()
    {
        byte[] nested = Encoding.UTF8.GetBytes("{\"extra\":" + new string('[', 1_000_000));
        byte[] longText = Encoding.UTF8.GetBytes("{\"device_type\":\"" + new string('x', 1_000_000) + "\"}");
        byte[] longName = Encoding.UTF8.GetBytes("{\"" + new string('n', 1_000_000) + "\":1}");

        Predictor.Invoking(p => p.PredictSingle(nested)).Should().Throw<RecordFormatException>().Which.Code.Should().Be("not-json");
        Predictor.PredictSingle(longText).Should().Be(Predictor.PredictSingle("{}"u8));
        Predictor.PredictSingle(longName).Should().Be(Predictor.PredictSingle("{}"u8));
        StrictPredictor.Invoking(p => p.PredictSingle(longName)).Should().Throw<RecordFormatException>().Which.Message.Length.Should().BeLessThan(1_000);
    }
}
