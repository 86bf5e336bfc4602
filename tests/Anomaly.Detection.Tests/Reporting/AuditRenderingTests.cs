using System.Text;
using System.Text.Json;
using Anomaly.Detection.Auditing;
using Anomaly.Detection.Reporting;

namespace Anomaly.Detection.Tests.Reporting;

public sealed class AuditRenderingTests
{
    private static readonly AuditFinding Leak = new()
    {
        Check = AuditCheck.RepeatedRows,
        Severity = AuditSeverity.Severe,
        Summary = "2 of 10 test rows are training rows.",
        Advice = "Judge on others.",
        Count = 2,
        Columns = ["a"],
        Examples = [new AuditExample(3, 1, "equal in all 4 compared columns")],
        TestRows = [1, 4],
    };

    private static readonly AuditReport Report = new()
    {
        TrainingRowCount = 1_000,
        TrainingAnomalyCount = 100,
        TestRowCount = 10,
        TestAnomalyCount = null,
        Findings = [Leak, Leak with { Severity = AuditSeverity.Note, Examples = [] }],
        NotChecked = ["Label errors: no model was handed in."],
    };

    [Fact]
    public void ToText_Findings_HaveAdviceAndExamplesBelow() =>
        Report.ToText(100).Split('\n').Should().Equal(
            "Audit of 1,000 training rows (100 anomalies) and 10 test rows (unlabelled).",
            "2 findings, 1 severe: until that is mended, figures say nothing of new rows.",
            "",
            "[severe] 2 of 10 test rows are training rows.",
            "  Judge on others.",
            "  - test row 1, training row 3: equal in all 4 compared columns",
            "",
            "[note] 2 of 10 test rows are training rows.",
            "  Judge on others.",
            "",
            "not checked: Label errors: no model was handed in.");

    [Fact]
    public void ToText_NothingFound_SaysSo() =>
        (Report with { Findings = [], NotChecked = [] }).ToText(100).Should().EndWith("\nNothing was found.");

    [Fact]
    public void ToText_NothingSevere_SaysSo() =>
        (Report with { Findings = [Leak with { Severity = AuditSeverity.Warning }] }).ToText(100).Should().Contain("\n1 finding, none severe.\n");

    [Fact]
    public void ToText_Narrow_FitsEveryLine() =>
        Report.ToText(AuditRendering.NarrowestText).Split('\n').Should().OnlyContain(line => line.Length <= AuditRendering.NarrowestText).And.Contain("  - test row 1, training row 3: equal in");

    [Fact]
    public void ToText_TooNarrow_IsRefused() =>
        Report.Invoking(report => report.ToText(39)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("An audit needs at least 40 characters a line.*");

    [Fact]
    public void WriteJson_Report_IsOneObject()
    {
        using var stream = new MemoryStream();

        Report.WriteJson(stream);

        Encoding.UTF8.GetString(stream.ToArray()).Should().NotContain("\n");
        using var json = JsonDocument.Parse(stream.ToArray());
        json.RootElement.EnumerateObject().Select(field => field.Name).Should().Equal("has_severe", "training_row_count", "training_anomaly_count", "test_row_count", "test_anomaly_count", "findings", "not_checked");
        json.RootElement.GetProperty("has_severe").GetBoolean().Should().BeTrue();
        json.RootElement.GetProperty("test_anomaly_count").ValueKind.Should().Be(JsonValueKind.Null);
        JsonElement leak = json.RootElement.GetProperty("findings")[0];
        leak.GetProperty("check").GetString().Should().Be("repeated_rows");
        leak.GetProperty("severity").GetString().Should().Be("severe");
        leak.GetProperty("test_row_count").GetInt32().Should().Be(2);
        leak.GetProperty("examples")[0].GetProperty("training_row").GetInt32().Should().Be(3);
    }
}
