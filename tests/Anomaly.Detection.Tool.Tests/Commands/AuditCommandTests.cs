using System.Text.Json;

namespace Anomaly.Detection.Tool.Tests.Commands;

public sealed class AuditCommandTests
{
    [Fact]
    public async Task Audit_OtherUsers_FindsNothingSevere()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("audit", files.Train, files.Judge, "--label", "label", "--time", "transaction_date");

        run.ExitCode.Should().Be(0);
        run.Output.Should().StartWith("Audit of 600 training rows (180 anomalies) and 400 test rows (80 anomalies).\n").And.Contain("none severe.").And.NotContain("Label shuffle: no model");
        run.Output.Split('\n').Should().OnlyContain(line => line.Length <= 100);
    }

    [Fact]
    public async Task Audit_TestIsTheTraining_IsExitCode3()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("audit", files.Train, files.Train, "--label", "label", "--fast");

        run.ExitCode.Should().Be(3);
        run.Output.Should().Contain("[severe] The test rows are the training rows: 600 of 600.").And.Contain("until that is mended, figures say nothing of new rows.");
    }

    [Fact]
    public async Task Audit_OneTable_LooksAtItAlone()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("audit", files.Train, "--label", "label", "--fast");

        run.ExitCode.Should().Be(0);
        run.Output.Should().StartWith("Audit of 600 training rows (180 anomalies).\n").And.Contain("not checked: Label errors: no model was handed in.");
    }

    [Fact]
    public async Task Audit_JsonAlone_TakesThePlaceOfTheText()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("audit", files.Train, files.Train, "--label", "label", "--fast", "--json");

        using var json = JsonDocument.Parse(run.Output);
        json.RootElement.GetProperty("has_severe").GetBoolean().Should().BeTrue();
        json.RootElement.GetProperty("findings")[0].GetProperty("check").GetString().Should().Be("repeated_rows");
        run.ExitCode.Should().Be(3);
    }

    [Fact]
    public async Task Audit_JsonFile_StandsBesideTheText()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("audit", files.Train, "--label", "label", "--fast", "--json", files.Path("audit.json"));

        run.Output.Should().StartWith("Audit of ");
        run.Notes.Should().Contain($"JSON: {files.Path("audit.json")}\n");
        using var json = JsonDocument.Parse(files.Read("audit.json"));
        json.RootElement.GetProperty("training_row_count").GetInt32().Should().Be(600);
    }

    [Fact]
    public async Task Audit_ColumnsToOverlook_AreOverlooked()
    {
        using var files = new SessionFiles();
        string train = files.Write("t.csv", ["a,b,label", .. Enumerable.Range(0, 60).Select(i => $"{i % 7},{i % 2},{i % 2}")]);

        ToolRun golden = await ToolRun.OfAsync("audit", train, "--label", "label", "--fast");
        ToolRun without = await ToolRun.OfAsync("audit", train, "--label", "label", "--fast", "--exclude", "b");

        golden.Output.Should().Contain("'b'");
        without.Output.Should().NotContain("'b'");
    }

    [Theory]
    [InlineData(new[] { "--label", "labl" }, 2, "train.csv: column 'labl': the file has no such column, but --label names it; *")]
    [InlineData(new[] { "--label", "label", "--group", "user" }, 2, "train.csv: there is no column 'user', which --group names; the columns are 'user_id', 'session_id',*")]
    [InlineData(new[] { "--label", "label", "--exclude", "a,user_id" }, 2, "train.csv: there is no column 'a', which --exclude names; *")]
    [InlineData(new[] { "--label", "label", "--threads", "0" }, 1, "--threads: expected a whole number, at least 1, but was given '0'*")]
    [InlineData(new[] { "--label", "label", "--json", "test.csv" }, 1, "--json: expected the name of a file for JSON, but was given 'test.csv'; --json alone stands behind the tables")]
    [InlineData(new string[0], 1, "Option '--label' is required.*")]
    public async Task Audit_BadOption_IsNamed(string[] options, int exitCode, string message)
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync(["audit", files.Train, .. options]);

        run.ExitCode.Should().Be(exitCode);
        run.Output.Should().BeEmpty();
        run.Notes.Replace(files.Path("") + Path.DirectorySeparatorChar, "").TrimEnd().Should().Match($"anomaly: {message}");
    }

    [Fact]
    public async Task Audit_TestWithoutAColumn_NamesFileAndColumn()
    {
        using var files = new SessionFiles();
        string test = files.Write("narrow.csv", "user_id,label", "u1,0", "u2,1");

        ToolRun run = await ToolRun.OfAsync("audit", files.Train, test, "--label", "label");

        run.ExitCode.Should().Be(2);
        run.Notes.Should().Contain($"anomaly: {test}: column 'session_id': the file has no such column");
    }

    [Fact]
    public async Task Audit_NoRows_IsBadData()
    {
        using var files = new SessionFiles();
        string empty = files.Write("empty.csv", "a,label");

        ToolRun run = await ToolRun.OfAsync("audit", empty, "--label", "label");

        run.ExitCode.Should().Be(2);
        run.Notes.Should().EndWith($"anomaly: {empty}: a header, but no rows\n");
    }

    [SharedDataFact]
    public async Task Audit_OriginalTables_ExposesTheLeakWithExitCode3()
    {
        ToolRun run = await ToolRun.OfAsync("audit", SharedData.File("behaviour", "balanced_dataset_40_percent_anomalies.csv"), SharedData.File("behaviour", "synthetic_behavior_dataset.csv"), "--label", "label");

        run.ExitCode.Should().Be(3);
        run.Output.Should().Contain("[severe] The test rows are the training rows: 5,000 of 5,000, 1,800 with another label.")
            .And.Contain("[severe] 1,800 of 5,000 test rows (36 %) are among the training rows with another label.")
            .And.Contain("[severe] On unseen training rows the model does no better than one that learned labels in random");
    }
}
