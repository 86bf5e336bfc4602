using System.Text.Json;

namespace Anomaly.Detection.Tool.Tests.Commands;

public sealed class EvaluateCommandTests
{
    [Fact]
    public async Task Evaluate_HeldOutRows_FiguresWithIntervals()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("evaluate", files.Judge, "--model", files.Model, "--label", "label");

        run.ExitCode.Should().Be(0);
        run.Output.Should().StartWith("Held out: 400 rows, 20 % anomalies").And.Contain("== Evaluation on judge.csv").And.Contain("ROC-AUC").And.Contain("No training table was given");
        run.Output.Split('\n').Should().OnlyContain(line => line.Length <= 100);
    }

    [Fact]
    public async Task Evaluate_OnTheTrainingRows_FirstLineSaysSo()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("evaluate", files.Train, "--model", files.Model, "--label", "label", "--train", files.Train);

        run.ExitCode.Should().Be(0, "the first line tells; audit is there for exit codes");
        run.Output.Should().StartWith("The test rows are the training rows: 600 of 600.").And.Contain("out of bag, at training");
    }

    [Fact]
    public async Task Evaluate_ReportAndJson_AreWrittenBesideTheText()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("evaluate", files.Judge, "--model", files.Model, "--label", "label", "--train", files.Train, "--report", files.Path("r.html"), "--json", files.Path("r.json"));

        run.Output.Should().StartWith("Held out");
        files.Read("r.html").Should().StartWith("<!DOCTYPE html>").And.EndWith("</html>\n");
        using var json = JsonDocument.Parse(files.Read("r.json"));
        json.RootElement.GetProperty("summary").GetProperty("row_count").GetInt32().Should().Be(400);
        json.RootElement.GetProperty("audit").GetProperty("training_row_count").GetInt32().Should().Be(600);
        run.Notes.Should().Contain("report: ").And.Contain("JSON: ");
    }

    [Fact]
    public async Task Evaluate_AnyNumberOfThreads_TellsTheSame()
    {
        using var files = new SessionFiles();

        ToolRun one = await ToolRun.OfAsync("evaluate", files.Judge, "--model", files.Model, "--label", "label", "--threads", "1", "--json");
        ToolRun two = await ToolRun.OfAsync("evaluate", files.Judge, "--model", files.Model, "--label", "label", "--threads", "2", "--json", "-q");

        two.Output.Should().Be(one.Output);
        two.Notes.Should().BeEmpty();
    }

    [Theory]
    [InlineData("clicks,label\n1,0\n2,1\n", "column 'user_id': the file has no such column")]
    [InlineData("", "the file is empty; expected a header with the names of the columns")]
    public async Task Evaluate_OddTable_NamesIt(string csv, string message)
    {
        using var files = new SessionFiles();
        string odd = files.Path("odd.csv");
        await File.WriteAllTextAsync(odd, csv);

        ToolRun run = await ToolRun.OfAsync("evaluate", odd, "--model", files.Model, "--label", "label");

        run.ExitCode.Should().Be(2);
        run.Notes.Should().Contain($"anomaly: {odd}: {message}");
    }

    [Fact]
    public async Task Evaluate_OneClassOnly_NamesFileAndColumn()
    {
        using var files = new SessionFiles();
        string[] lines = File.ReadAllLines(files.Judge);
        string normal = files.Write("normal.csv", [lines[0], .. lines.Skip(1).Where(line => line.EndsWith('0')).Take(20)]);

        ToolRun run = await ToolRun.OfAsync("evaluate", normal, "--model", files.Model, "--label", "label");

        run.ExitCode.Should().Be(2);
        run.Notes.Should().Be($"anomaly: {normal}: 'label' calls 0 of 20 rows anomalies; expected rows of both classes\n");
    }

    [Fact]
    public async Task Evaluate_BrokenModel_IsExitCode4()
    {
        using var files = new SessionFiles();
        string broken = files.Write("broken.json", "{}");

        ToolRun run = await ToolRun.OfAsync("evaluate", files.Judge, "--model", broken, "--label", "label");

        run.ExitCode.Should().Be(4);
        run.Notes.Should().StartWith($"anomaly: '{broken}' ");
    }

    [Fact]
    public async Task Evaluate_NoSuchTrainingTable_IsFoundBeforeTheWork()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("evaluate", files.Judge, "--model", files.Model, "--label", "label", "--train", files.Path("absent.csv"));

        run.ExitCode.Should().Be(5);
        run.Notes.Should().Be($"anomaly: there is no file '{files.Path("absent.csv")}'\n");
    }

    [Fact]
    public async Task Evaluate_Cancelled_LeavesNoReport()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync(["evaluate", files.Judge, "--model", files.Model, "--label", "label", "--report", files.Path("r.html")], "", new CancellationToken(canceled: true));

        run.ExitCode.Should().Be(130);
        Directory.GetFiles(files.Path("")).Select(Path.GetFileName).Should().BeEquivalentTo("train.csv", "judge.csv", "model.json");
    }

    [Fact]
    public async Task Evaluate_JsonOverTheModel_IsRefused()
    {
        using var files = new SessionFiles();
        string model = files.Model;

        ToolRun run = await ToolRun.OfAsync("evaluate", files.Judge, "--model", model, "--label", "label", "--json", model);

        run.ExitCode.Should().Be(1);
        run.Notes.Should().Be($"anomaly: --json: expected another file than the model, but was given '{model}'\n");
    }
}
