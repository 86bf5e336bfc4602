using System.Text.Json;

namespace Anomaly.Detection.Tool.Tests;

public sealed class CrossValidateCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public CrossValidateCommandTests() => _data = SmallTables.Write(_folder.Combine("train.csv"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CrossValidate_Folds_AreALineEach()
    {
        ToolRun run = await RunAsync("--folds", "3");

        run.ExitCode.Should().Be(0, run.Notes);
        run.Output.Should().Match("fold *\n   1 *\n   2 *\n   3 *\nmean ROC-AUC of the folds *\ncross-validated: 240 rows, 40 anomalies*");
        run.Notes.Should().StartWith("note: id looks like an identifier and was left out\n").And.Contain("--min-category-count leaves rare ones out");
        Directory.GetFiles(_folder.Path).Should().Equal(_data);
    }

    [Fact]
    public async Task CrossValidate_UsualFolds_AreFive() => (await RunAsync()).Output.Should().Contain("\n   5 ").And.NotContain("\n   6 ");

    [Fact]
    public async Task CrossValidate_AnyThreads_TellsTheSame() =>
        (await RunAsync("--threads", "1", "--json")).Output.Should().Be((await RunAsync("--threads", "2", "--json")).Output);

    [Fact]
    public async Task CrossValidate_Group_KeepsGroupsTogether()
    {
        string together = (await RunAsync("--folds", "3", "--group", "user")).Output;

        together.Should().NotBe((await RunAsync("--folds", "3")).Output);
        together.Should().Contain("cross-validated: 240 rows");
    }

    [Fact]
    public async Task CrossValidate_Time_TestsOnLaterRows() => (await RunAsync("--time", "day")).Output.Should().Contain("note: 40 of 240 rows, the earliest, were only trained on");

    [Fact]
    public async Task CrossValidate_Shuffle_DealsOtherwise() => (await RunAsync("--shuffle", "3")).Output.Should().NotBe((await RunAsync("--shuffle", "4")).Output);

    [Fact]
    public async Task CrossValidate_Json_HasFoldsAndFigures()
    {
        using var json = JsonDocument.Parse((await RunAsync("--folds", "4", "--json")).Output);

        JsonElement root = json.RootElement;
        root.GetProperty("folds").GetArrayLength().Should().Be(4);
        root.GetProperty("folds")[0].GetProperty("training_row_count").GetInt32().Should().Be(180);
        root.GetProperty("folds").EnumerateArray().Sum(fold => fold.GetProperty("evaluation").GetProperty("row_count").GetInt32()).Should().Be(240);
        root.GetProperty("evaluation").GetProperty("source").GetString().Should().Be("cross_validated");
        root.GetProperty("mean_roc_auc").GetProperty("high").GetDouble().Should().BeGreaterThan(root.GetProperty("mean_roc_auc").GetProperty("value").GetDouble());
    }

    [Fact]
    public async Task CrossValidate_ObjectiveThatNoFoldHolds_IsExitCode3()
    {
        ToolRun run = await RunAsync("--folds", "2", "--objective", "precision>=1@99.9%");

        run.ExitCode.Should().Be(3);
        run.Output.Should().Contain("note: in 2 of 2 folds no threshold held what precision>=1@99.9% asks for");
    }

    [Theory]
    [InlineData("--folds 1", 1, "--folds: expected a whole number in [2, 100], but was given 1")]
    [InlineData("--folds few", 1, "--folds: expected a whole number, but was given 'few'")]
    [InlineData("--shuffle 1 --time day", 1, "--shuffle: not with --time, which orders the rows")]
    [InlineData("--min-samples-leaf 0", 1, "--min-samples-leaf: expected at least 1, but was given 0")]
    [InlineData("--folds 41", 2, "*41 folds*")]
    [InlineData("--positive 7 --algorithm isolation-forest", 2, "*train.csv: 'is_anomaly' calls 0 of 240 rows anomalies; expected rows of both classes")]
    public async Task CrossValidate_Refused_SaysWhy(string options, int exitCode, string message)
    {
        ToolRun run = await ToolRun.OfAsync(["cross-validate", _data, "--label", "is_anomaly", .. options.Split(' ')]);

        run.Notes.Split('\n')[^2].Should().Match("anomaly: " + message);
        run.ExitCode.Should().Be(exitCode);
    }

    [Fact]
    public async Task CrossValidate_WithoutLabel_IsExitCode1() => (await ToolRun.OfAsync("cross-validate", _data)).Should().Match<ToolRun>(run => run.ExitCode == 1 && run.Notes.Contains("--label"));

    private Task<ToolRun> RunAsync(params string[] options) => ToolRun.OfAsync(["cross-validate", _data, "--label", "is_anomaly", "--trees", "6", .. options]);
}
