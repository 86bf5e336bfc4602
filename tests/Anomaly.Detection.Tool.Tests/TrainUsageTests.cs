namespace Anomaly.Detection.Tool.Tests;

/// <summary>What trainings are refused, and by which words.</summary>
public sealed class TrainUsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;

    public TrainUsageTests() => _data = SmallTables.Write(_folder.Combine("train.csv"), rows: 60);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--trees 0", "--trees: expected a whole number in [1, 100000], but was given 0")]
    [InlineData("--trees many", "--trees: expected a whole number, but was given 'many'")]
    [InlineData("--max-depth -1", "--max-depth: expected at least 0, but was given -1")]
    [InlineData("--max-depth deep", "--max-depth: expected a whole number or none, but was given 'deep'")]
    [InlineData("--min-samples-split 1", "--min-samples-split: expected at least 2, but was given 1")]
    [InlineData("--min-samples-leaf 0", "--min-samples-leaf: expected at least 1, but was given 0")]
    [InlineData("--max-features 0", "--max-features: expected at least 1, but was given 0")]
    [InlineData("--max-features 1.5", "--max-features: expected a number in (0, 1], but was given 1.5")]
    [InlineData("--max-features some", "--max-features: expected sqrt, log2, all, a count such as 5 or a share such as 0.5, but was given 'some'")]
    [InlineData("--class-weight 0:1", "--class-weight: expected none, balanced, balanced-subsample or a weight per class such as 0:1,1:2, but was given '0:1'")]
    [InlineData("--class-weight 0:1,0:2", "--class-weight: expected none, balanced, balanced-subsample or a weight per class*")]
    [InlineData("--class-weight 0:1,1:0", "--class-weight: expected a number in [1E-30, 1E+30], but was given 0")]
    [InlineData("--split-search best", "--split-search: expected auto, exact or binned, but was given 'best'")]
    [InlineData("--max-bins 256", "--max-bins: expected a whole number in [2, 255], but was given 256")]
    [InlineData("--max-bins 16 --split-search exact", "--max-bins: only with --split-search binned, but that is exact")]
    [InlineData("--nu 0.5", "--nu: not an option of random-forest, but of one-class-svm")]
    [InlineData("--gamma 1", "--gamma: not an option of random-forest, but of one-class-svm")]
    [InlineData("--contamination 0.1", "--contamination: not an option of random-forest, but of isolation-forest")]
    [InlineData("--algorithm isolation-forest --class-weight none", "--class-weight: not an option of isolation-forest, but of random-forest")]
    [InlineData("--algorithm isolation-forest --contamination 0.6", "--contamination: expected a number in (0, 0.5], but was given 0.6")]
    [InlineData("--algorithm one-class-svm --trees 9", "--trees: not an option of one-class-svm, but of random-forest and isolation-forest")]
    [InlineData("--algorithm one-class-svm --nu 0", "--nu: expected a number in (0, 1], but was given 0")]
    [InlineData("--algorithm one-class-svm --gamma wide", "--gamma: expected scale, auto or a number, but was given 'wide'")]
    [InlineData("--algorithm one-class-svm --threads 0", "--threads: expected at least 1, but was given 0")]
    [InlineData("--algorithm boosting", "--algorithm: expected random-forest, isolation-forest or one-class-svm, but was given 'boosting'")]
    [InlineData("--min-category-count 0", "--min-category-count: expected at least 1, but was given 0")]
    [InlineData("--seed -1", "--seed: expected a whole number in [0, 18446744073709551615], but was given '-1'")]
    [InlineData("--threads 0", "--threads: expected at least 1, but was given 0")]
    [InlineData("--objective recall>=2", "--objective: expected a number in (0, 1], but was given 2")]
    [InlineData("--objective best", "--objective: 'best' is no objective; expected f1, *")]
    [InlineData("--objective cost:fp=-1,fn=-1", "--objective: *")]
    [InlineData("--objective amount:fp=5", "--amount: needed, as the objective amount:fp=5 looks at amounts")]
    [InlineData("--amount amount", "--amount: the objective f1 looks at no amounts")]
    [InlineData("--calibrate platt", "--calibrate: expected auto, none, sigmoid or isotonic, but was given 'platt'")]
    [InlineData("--expected-rate 1", "--expected-rate: expected a number in (0, 1), but was given 1")]
    [InlineData("--threshold 1.1", "--threshold: expected a number in [0, 1], but was given 1.1")]
    [InlineData("--threshold 0.5 --objective f1", "--objective: not with --threshold, which decides alone")]
    [InlineData("--threshold 0.5 --expected-rate 0.1", "--expected-rate: not with --threshold, which decides alone")]
    [InlineData("--categorical zip --exclude zip", "--categorical: 'zip' is left out by --exclude")]
    [InlineData("--categorical zip --numeric zip", "--numeric: 'zip' is declared categorical too")]
    [InlineData("--numeric is_anomaly", "--numeric: 'is_anomaly' is the label")]
    [InlineData("--exclude is_anomaly", "--exclude: 'is_anomaly' is the label")]
    [InlineData("--group is_anomaly", "--group: 'is_anomaly' is the label")]
    public Task Train_BadOption_IsExitCode1AndNamesIt(string options, string message) => RefusedAsync(1, message, ["--label", "is_anomaly", .. options.Split(' ')]);

    [Theory]
    [InlineData("", "--label: needed, as a random forest learns from labels; isolation-forest and one-class-svm do without")]
    [InlineData("--algorithm isolation-forest --objective mcc", "--objective: only with --label")]
    [InlineData("--algorithm isolation-forest --calibrate sigmoid", "--calibrate: only with --label")]
    [InlineData("--algorithm one-class-svm --time day", "--time: only with --label")]
    [InlineData("--algorithm one-class-svm --positive x", "--positive: only with --label")]
    public Task Train_WithoutLabel_RefusesWhatNeedsIt(string options, string message) => RefusedAsync(1, message, options.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("--label fraud", "*train.csv: column 'fraud': the file has no such column, but --label names it; the columns are 'id', *")]
    [InlineData("--label country", "*train.csv: column 'country' (row 1, line 2): '*' is not a known label; *")]
    [InlineData("--label is_anomaly --numeric country", "*train.csv: column 'country' (row 1, line 2): '*' is not a number*")]
    [InlineData("--label is_anomaly --numeric nope", "*train.csv: column 'nope': the file has no such column, but --categorical or --numeric names it; *")]
    [InlineData("--label is_anomaly --exclude nope", "*train.csv: there is no column 'nope', which --exclude names; the columns are 'id', 'user', *")]
    [InlineData("--label is_anomaly --group nope", "*train.csv: there is no column 'nope', which --group names; *")]
    [InlineData("--label is_anomaly --time nope", "*train.csv: there is no column 'nope', which --time names; *")]
    [InlineData("--label is_anomaly --time country", "*train.csv: column 'country', which --time names, holds texts; expected times or numbers")]
    [InlineData("--label is_anomaly --objective amount:fp=1 --amount country", "*train.csv: column 'country', which --amount names, holds texts; expected numbers")]
    [InlineData("--label is_anomaly --objective amount:fp=1 --amount day", "*train.csv: column 'day', which --amount names, holds times; expected numbers")]
    [InlineData("--label is_anomaly --positive 7", "*train.csv: 'is_anomaly' calls 0 of 60 rows anomalies; expected rows of both classes")]
    [InlineData("--label is_anomaly --algorithm one-class-svm --nu 0.001", "--nu is 0.001, less than one of 60 rows*")]
    public Task Train_BadData_IsExitCode2AndNamesThePlace(string options, string message) => RefusedAsync(2, message, options.Split(' '));

    [Fact]
    public async Task Train_HeaderOnly_IsExitCode2()
    {
        string empty = _folder.Combine("empty.csv");
        File.WriteAllText(empty, "a,is_anomaly\n");

        ToolRun run = await ToolRun.OfAsync("train", empty, "--label", "is_anomaly", "--model", _folder.Combine("m.json"));

        run.ExitCode.Should().Be(2);
        run.Notes.Should().EndWith($"anomaly: {empty}: a header, but no rows\n");
    }

    [Fact]
    public async Task Train_NoSuchFolder_IsExitCode5BeforeAnyWork()
    {
        string model = _folder.Combine("none", "m.json");

        ToolRun run = await ToolRun.OfAsync("train", "no-such.csv", "--label", "is_anomaly", "--model", model);

        run.ExitCode.Should().Be(5);
        run.Notes.Should().Be($"anomaly: '{model}' cannot be written: there is no folder '{_folder.Combine("none")}'\n");
    }

    [Fact]
    public async Task Train_OverItsTable_IsRefused()
    {
        string before = File.ReadAllText(_data);

        ToolRun run = await ToolRun.OfAsync("train", _data, "--label", "is_anomaly", "--model", _data);

        (run.ExitCode, run.Notes).Should().Be((1, $"anomaly: --model: expected another file than the table, but was given '{_data}'\n"));
        File.ReadAllText(_data).Should().Be(before);
    }

    [Fact]
    public Task Train_ModelAndJsonToStandardOutput_IsRefused() => RefusedAsync(1, "--json: expected the name of a file where --model is standard output", ["--label", "is_anomaly", "--json"], model: "-");

    [Fact]
    public async Task Train_Cancelled_IsExitCode130AndLeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        ToolRun run = await ToolRun.OfAsync(["train", _data, "--label", "is_anomaly", "--model", _folder.Combine("m.json")], "", cancellation.Token);

        run.ExitCode.Should().Be(130);
        Directory.GetFiles(_folder.Path).Should().Equal(_data);
    }

    private async Task RefusedAsync(int exitCode, string message, string[] options, string? model = null)
    {
        ToolRun run = await ToolRun.OfAsync(["train", _data, "--model", model ?? _folder.Combine("m.json"), .. options]);

        run.Notes.Split('\n')[^2].Should().Match("anomaly: " + message);
        run.ExitCode.Should().Be(exitCode);
        run.Output.Should().BeEmpty();
        Directory.GetFiles(_folder.Path).Should().Equal(_data);
    }
}
