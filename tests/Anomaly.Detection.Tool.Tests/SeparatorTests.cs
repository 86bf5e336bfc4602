namespace Anomaly.Detection.Tool.Tests;

public sealed class SeparatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _rows;
    private readonly string _model;

    public SeparatorTests()
    {
        _rows = Path.Combine(_folder.Path, "rows.csv");
        _model = Path.Combine(_folder.Path, "model.json");
        IEnumerable<string> rows = Enumerable.Range(0, 60).Select(row => row % 3 == 0 ? $"{500 + row};mobile;1" : $"{row};desktop;0");
        File.WriteAllLines(_rows, ["clicks;device;label", .. rows]);
    }

    [Theory]
    [InlineData("--out scores.csv --keep all")]
    [InlineData("--out scores.csv")]
    public async Task Run_SemicolonsNamed_EveryReaderUnderstandsThem(string scoring)
    {
        (await ToolRun.OfAsync("train", _rows, "--label", "label", "--model", _model, "--trees", "20", "--separator", ";")).ExitCode.Should().Be(0);
        string[] options = scoring.Replace("scores.csv", Path.Combine(_folder.Path, "scores.csv"), StringComparison.Ordinal).Split(' ');

        ToolRun scored = await ToolRun.OfAsync(["score", _rows, "--model", _model, "--separator=;", .. options]);
        ToolRun explained = await ToolRun.OfAsync("explain", _rows, "--model", _model, "--row", "1", "--separator", ";");
        ToolRun evaluated = await ToolRun.OfAsync("evaluate", _rows, "--model", _model, "--label", "label", "--separator", ";");

        scored.ExitCode.Should().Be(0, scored.Notes);
        File.ReadAllLines(Path.Combine(_folder.Path, "scores.csv")).Should().HaveCount(61);
        explained.Output.Should().Contain("clicks = 500");
        evaluated.ExitCode.Should().Be(0, evaluated.Notes);
    }

    [Fact]
    public async Task Run_SemicolonsNotNamed_SaysHowToNameThem()
    {
        ToolRun run = await ToolRun.OfAsync("train", _rows, "--label", "label", "--model", _model);

        run.ExitCode.Should().Be(2);
        run.Notes.Should().Contain("name it by --separator");
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("x")]
    public async Task Run_WhatCannotSeparate_IsRefusedByName(string separator)
    {
        ToolRun run = await ToolRun.OfAsync("train", _rows, "--label", "label", "--model", _model, "--separator", separator);

        run.ExitCode.Should().Be(1);
        run.Notes.Should().StartWith("anomaly: --separator: expected one of , ; | : ^ ~ or ").And.EndWith($"'{separator}'\n");
    }

    [Fact]
    public async Task Run_Tabs_AreNamedByAWord()
    {
        File.WriteAllText(_rows, File.ReadAllText(_rows).Replace(';', '\t'));

        (await ToolRun.OfAsync("train", _rows, "--label", "label", "--model", _model, "--trees", "5", "--separator", "tab")).ExitCode.Should().Be(0);
    }

    public void Dispose() => _folder.Dispose();
}
