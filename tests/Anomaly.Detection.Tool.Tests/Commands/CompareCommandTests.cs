using System.Globalization;
using System.Text.Json;
using Anomaly.Detection.Csv;

namespace Anomaly.Detection.Tool.Tests.Commands;

public sealed class CompareCommandTests
{
    private const string Columns = "model_name,test_set,accuracy,precision,recall,f1,auc,average_precision,tn,fp,fn,tp,fit_seconds,score_seconds";

    [Fact]
    public async Task Compare_WithoutAGrid_IsTheOriginalComparison()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("compare", files.Train, "--test", files.Judge, "--label", "label", "--out", files.Path("results.csv"));

        run.ExitCode.Should().Be(0, run.Notes);
        string[] lines = files.Read("results.csv").Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines[0].Should().StartWith(Columns + ",");
        lines.Skip(1).Select(line => line.Split(',')[0]).Should().Equal(
            "random-forest",
            "isolation c=0.01", "isolation c=0.02", "isolation c=0.05", "isolation c=0.1", "isolation c=0.15", "isolation c=0.2",
            "svm nu=0.01", "svm nu=0.02", "svm nu=0.05", "svm nu=0.1", "svm nu=0.15", "svm nu=0.2");
        lines.Skip(1).Should().OnlyContain(line => line.Split(',')[1] == "judge");
        run.Output.Should().StartWith("model ").And.Contain("random-forest");
        run.Output.Split('\n').Should().OnlyContain(line => line.Length <= 100);
        run.Notes.Should().Contain("session_id, transaction_date are learned from as codes");
    }

    [Fact]
    public async Task Compare_Grid_MakesEveryCombinationOnEveryTest()
    {
        using var files = new SessionFiles();
        string grid = files.Write("grid.json", """[ { "name": "forest", "trees": [5, 10], "max-depth": [3, null], "exclude": "user_id" },""", """ { "name": "alone", "algorithm": "isolation-forest", "contamination": 0.1, "unlabelled": true } ]""");

        ToolRun run = await ToolRun.OfAsync("compare", files.Train, "--test", files.Judge, files.Train, "--label", "label", "--grid", grid, "--out", files.Path("r.csv"), "--json", files.Path("r.json"));

        run.ExitCode.Should().Be(0, run.Notes);
        Data.Table results = TableCsvReader.Read(files.Path("r.csv"), CsvReadOptions.Default).Table;
        results.RowCount.Should().Be(10);
        string[] models = [.. File.ReadLines(files.Path("r.csv")).Skip(1).Select(line => line.Split(',')[0]).Distinct()];
        models.Should().Equal("forest trees=5 max-depth=3", "forest trees=5 max-depth=none", "forest trees=10 max-depth=3", "forest trees=10 max-depth=none", "alone");
        using var json = JsonDocument.Parse(files.Read("r.json"));
        json.RootElement.GetProperty("rows")[1].GetProperty("is_performance").GetBoolean().Should().BeFalse("the second test is the training");
        run.Output.Should().Contain("TRAINING");
    }

    [Fact]
    public async Task Compare_ToStandardOutput_IsCsvAlone()
    {
        using var files = new SessionFiles();
        string grid = files.Write("grid.json", """[{ "name": "small", "trees": 3 }]""");

        ToolRun run = await ToolRun.OfAsync("compare", files.Train, "--test", files.Judge, "--label", "label", "--grid", grid, "--out", "-", "-q");

        run.Output.Should().StartWith(Columns).And.Contain("\r\nsmall,judge,").And.NotContain("---");
        run.Notes.Should().BeEmpty();
    }

    [Theory]
    [InlineData("{}", 2, "expected an array of candidates, such as *")]
    [InlineData("[]", 2, "expected an array of candidates, such as *")]
    [InlineData("[1", 2, "no JSON: *")]
    [InlineData("[1]", 2, "candidate 1: expected an object, but there is 1")]
    [InlineData("""[{ "trees": 5 }]""", 2, "candidate 1: expected a field \"name\" with a text")]
    [InlineData("""[{ "name": "a", "trees": [] }]""", 2, "candidate 1 ('a'): \"trees\": expected at least one value")]
    [InlineData("""[{ "name": "a", "trees": [[1]] }]""", 2, "candidate 1 ('a'): \"trees\": expected numbers, texts, true, false or null, but there is *1*")]
    [InlineData("""[{ "name": "a", "tree": 5 }]""", 1, "candidate 'a': no option \"tree\"; there are algorithm, trees, *")]
    [InlineData("""[{ "name": "a", "trees": 0 }]""", 1, "candidate 'a': --trees: expected a whole number in *1, 100000*, but was given 0")]
    [InlineData("""[{ "name": "a", "nu": 0.1 }]""", 1, "candidate 'a': --nu: not an option of random-forest*")]
    [InlineData("""[{ "name": "a" }, { "name": "a", "trees": 5 }]""", 2, "two candidates are named 'a'; names must differ")]
    [InlineData("""[{ "name": "a" }, { "name": "b" }]""", 2, "candidates 'a' and 'b' are the same; every value must change something")]
    [InlineData("""[{ "name": "a", "exclude": "nothing" }]""", 2, null)]
    public async Task Compare_BadGrid_NamesThePlace(string grid, int exitCode, string? message)
    {
        using var files = new SessionFiles();
        string path = files.Write("grid.json", grid);

        ToolRun run = await ToolRun.OfAsync("compare", files.Train, "--test", files.Judge, "--label", "label", "--grid", path, "--out", files.Path("r.csv"));

        run.ExitCode.Should().Be(exitCode, run.Notes);
        run.Notes.TrimEnd().Should().Match(message is null ? "*candidate 'a'*'nothing'*" : $"anomaly: {path}: {message}");
        File.Exists(files.Path("r.csv")).Should().BeFalse();
    }

    [Fact]
    public async Task Compare_TooManyCombinations_AreRefused()
    {
        using var files = new SessionFiles();
        string many = string.Join(", ", Enumerable.Range(1, 40));
        string path = files.Write("grid.json", $$"""[{ "name": "a", "trees": [{{many}}], "max-depth": [{{many}}] }]""");

        ToolRun run = await ToolRun.OfAsync("compare", files.Train, "--test", files.Judge, "--label", "label", "--grid", path, "--out", files.Path("r.csv"));

        run.ExitCode.Should().Be(2);
        run.Notes.Should().Be($"anomaly: {path}: there are 1,600 combinations; at most 1,000 can be compared\n");
    }

    [SharedDataFact]
    public async Task Compare_OriginalTables_GivesTheOriginalFigures()
    {
        using var files = new SessionFiles();
        string train = SharedData.File("behaviour", "balanced_dataset_40_percent_anomalies.csv"), test = SharedData.File("behaviour", "synthetic_behavior_dataset.csv");

        ToolRun run = await ToolRun.OfAsync("compare", train, "--test", test, "--label", "label", "--out", files.Path("r.csv"));

        run.ExitCode.Should().Be(0, run.Notes);
        run.Output.ReplaceLineEndings("").Should().Contain("all 5,000 test rows are training rows: the figures are what the model  remembers, not performance");
        Dictionary<string, string[]> rows = File.ReadLines(files.Path("r.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[0]);
        rows.Values.Should().HaveCount(13).And.OnlyContain(cells => cells[1] == "synthetic_behavior_dataset" && cells[14] == "Training");

        // scikit-learn over seeds 0 to 9: accuracy 0.637 to 0.647, ROC-AUC 0.798 to 0.808, recall 0.930 to 0.965.
        Number(rows["random-forest"], 2).Should().BeInRange(0.63, 0.655);
        Number(rows["random-forest"], 6).Should().BeInRange(0.79, 0.815);
        Number(rows["random-forest"], 4).Should().BeInRange(0.92, 0.975);

        // scikit-learn, nu 0.2: [[3828 972] [169 31]]; contamination 0.15 flags 750 rows.
        long[] svm = [.. Enumerable.Range(8, 4).Select(cell => (long)Number(rows["svm nu=0.2"], cell))];
        svm.Zip([3828L, 972L, 169L, 31L]).Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) <= 2);
        (Number(rows["isolation c=0.15"], 9) + Number(rows["isolation c=0.15"], 11)).Should().Be(750);
    }

    [Fact]
    public async Task Compare_CsvAndJsonBothToStandardOutput_IsRefused()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("compare", files.Train, "--test", files.Judge, "--label", "label", "--out", "-", "--json");

        run.ExitCode.Should().Be(1);
        run.Notes.Should().Be("anomaly: --out and --json: expected at most one on standard output\n");
    }

    [Fact]
    public async Task Compare_OverATest_IsRefused()
    {
        using var files = new SessionFiles();

        ToolRun run = await ToolRun.OfAsync("compare", files.Train, "--test", files.Judge, "--label", "label", "--out", files.Judge);

        run.ExitCode.Should().Be(1);
        run.Notes.Should().Be($"anomaly: --out: expected another file than a test, but was given '{files.Judge}'\n");
        File.ReadLines(files.Judge).Should().HaveCount(401);
    }

    private static double Number(string[] cells, int column) => double.Parse(cells[column], CultureInfo.InvariantCulture);
}
