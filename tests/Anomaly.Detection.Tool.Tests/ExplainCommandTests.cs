using System.Text.Json;

namespace Anomaly.Detection.Tool.Tests;

public sealed class ExplainCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string _model = "", _data = "";

    public async Task InitializeAsync()
    {
        (_model, _data) = (_folder.Combine("model.json"), SmallTables.Write(_folder.Combine("train.csv")));
        await ToolRun.OfAsync("train", _data, "--label", "is_anomaly", "--model", _model, "--trees", "15", "--exclude", "user,zip");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Explain_Anomaly_TellsReasonsWaterfallAndWhatWouldChangeIt()
    {
        ToolRun run = await ExplainAsync("--row", "1");

        run.ExitCode.Should().Be(0, run.Notes);
        run.Output.Should().Match($"row 1 of {_data}\nanomaly, probability 0.*, * risk\n- clicks = *, higher than * normal rows, +0.*\n- *\n- *\n\ncolumn *\nbase value *\nvalue *\n\nwhat would change it:\n- * instead of *: probability 0.*, no alert\n*");
    }

    [Fact]
    public async Task Explain_NormalRow_HasNothingToChange()
    {
        string output = (await ExplainAsync("--row", "2")).Output;

        output.Should().Contain("\nnormal, probability 0.").And.NotContain("what would change it");
    }

    [Fact]
    public async Task Explain_Top_GivesSoManyReasons() => (await ExplainAsync("--row", "1", "--top", "1")).Output.Split("\n\n")[0].Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal)).Should().Be(1);

    [Fact]
    public async Task Explain_LogOddsAndBackground_CountOtherwise()
    {
        string score = (await ExplainAsync("--row", "1")).Output;

        score.Should().Contain("in units of the score");
        (await ExplainAsync("--row", "1", "--log-odds")).Output.Should().Contain("in log-odds");
        ToolRun compared = await ExplainAsync("--row", "1", "--background", SmallTables.Write(_folder.Combine("others.csv"), rows: 600, seed: 4));
        compared.Output.Should().NotBe(score);
        compared.Notes.Should().EndWith("others.csv: 500 of 600 rows, taken evenly\n");
    }

    [Fact]
    public async Task Explain_RowAsJson_AddsUp()
    {
        using var json = JsonDocument.Parse((await ExplainAsync("--row", "1", "--json")).Output);

        JsonElement root = json.RootElement;
        root.GetProperty("row").GetInt32().Should().Be(1);
        root.GetProperty("is_anomaly").GetBoolean().Should().BeTrue();
        double sum = root.GetProperty("base_value").GetDouble() + root.GetProperty("contributions").EnumerateArray().Sum(one => one.GetProperty("amount").GetDouble());
        sum.Should().BeApproximately(root.GetProperty("raw_score").GetDouble(), 1e-9);
        root.GetProperty("reasons").GetArrayLength().Should().Be(3);
        root.GetProperty("counterfactuals")[0].GetProperty("changes")[0].GetProperty("column").GetString().Should().NotBeNullOrEmpty();
        root.GetProperty("no_counterfactual").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Explain_WithoutRow_TellsWhatDrivesTheModel()
    {
        ToolRun run = await ExplainAsync();

        run.ExitCode.Should().Be(0, run.Notes);
        run.Output.Should().Match("what drives the model, on 240 rows: the mean size of each column's contribution\ncolumn *mean size  in units of the score\n------*\nclicks *#####*");
        (await ExplainAsync("--threads", "1")).Output.Should().Be(run.Output);
    }

    [Fact]
    public async Task Explain_SampleAndTop_TakeFewer()
    {
        ToolRun run = await ExplainAsync("--sample", "50", "--top", "1");

        run.Notes.Should().Be($"note: {_data}: 50 of 240 rows, taken evenly\n");
        run.Output.Should().Contain("on 50 rows").And.Match("*\nclicks *\n3 others together *\n");
    }

    [Fact]
    public async Task Explain_ModelAsJson_HasColumns()
    {
        using var json = JsonDocument.Parse((await ExplainAsync("--json")).Output);

        json.RootElement.GetProperty("row_count").GetInt32().Should().Be(240);
        json.RootElement.GetProperty("columns")[0].GetProperty("column").GetString().Should().Be("clicks");
        json.RootElement.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("mean_absolute").GetDouble()).Should().BeInDescendingOrder();
    }

    [Theory]
    [InlineData("--row 0", 1, "--row: expected at least 1, but was given '0'")]
    [InlineData("--row first", 1, "--row: expected a whole number, but was given 'first'")]
    [InlineData("--top 0", 1, "--top: expected at least 1, but was given '0'")]
    [InlineData("--row 1 --sample 5", 1, "--sample: not with --row, which is one row")]
    [InlineData("--row 241", 2, "*train.csv: there is no row 241, which --row names; the last is 240")]
    [InlineData("--background none.csv", 5, "there is no file 'none.csv'")]
    public async Task Explain_Refused_SaysWhy(string options, int exitCode, string message)
    {
        ToolRun run = await ExplainAsync(options.Split(' '));

        (run.ExitCode, run.Output).Should().Be((exitCode, ""), run.Notes);
        run.Notes.Should().Match($"anomaly: {message}\n");
    }

    [Fact]
    public async Task Explain_TableWithoutAColumn_IsExitCode2()
    {
        string other = _folder.Combine("other.csv");
        File.WriteAllText(other, "clicks,amount\n1,2\n");

        ToolRun run = await ToolRun.OfAsync("explain", other, "--model", _model, "--row", "1");

        run.ExitCode.Should().Be(2);
        run.Notes.Should().Match($"anomaly: {other}: column '*': the file has no such column, but the model needs it; *");
    }

    [Fact]
    public async Task Explain_ModelWithoutTrees_IsExitCode2()
    {
        await ToolRun.OfAsync("train", _data, "--label", "is_anomaly", "--model", _model, "--algorithm", "one-class-svm", "--nu", "0.2");

        ToolRun run = await ExplainAsync("--row", "1");

        (run.ExitCode, run.Notes).Should().Be((2, $"anomaly: '{_model}' is a one-class-svm, without trees to explain by; random-forest and isolation-forest have them\n"));
    }

    private Task<ToolRun> ExplainAsync(params string[] options) => ToolRun.OfAsync(["explain", _data, "--model", _model, .. options]);
}
