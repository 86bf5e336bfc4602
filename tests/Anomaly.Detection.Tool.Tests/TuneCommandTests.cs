using System.Text.Json;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Tool.Tests;

public sealed class TuneCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string _model = "", _new = "", _out = "";

    public async Task InitializeAsync()
    {
        (_model, _out) = (_folder.Combine("model.json"), _folder.Combine("tuned.json"));
        _new = SmallTables.Write(_folder.Combine("new.csv"), rows: 180, seed: 9);
        ToolRun train = await ToolRun.OfAsync("train", SmallTables.Write(_folder.Combine("train.csv")), "--label", "is_anomaly", "--model", _model, "--trees", "15", "--exclude", "user");
        train.ExitCode.Should().Be(0, train.Notes);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Tune_Objective_MakesANewModelOfTheSameTrees()
    {
        byte[] before = File.ReadAllBytes(_model);

        ToolRun run = await TuneAsync("--objective", "recall>=0.9");

        run.ExitCode.Should().Be(0, run.Notes);
        run.Output.Should().Match("before, the model as it was:\nheld out: 180 rows, 30 anomalies*after, each row by calibration and threshold of other folds:\ncross-validated: 180 rows*threshold: 0.* in place of 0.*, of * the best for recall>=0.9\n");
        run.Notes.Should().Contain("note: rows that the model was trained on would flatter it");
        (DetectorArtifact old, DetectorArtifact tuned) = (DetectorArtifact.Load(_model), DetectorArtifact.Load(_out));
        File.ReadAllBytes(_model).Should().Equal(before);
        tuned.Model.Should().BeEquivalentTo(old.Model);
        tuned.Policy.Should().NotBe(old.Policy);
        tuned.Calibration.Should().BeOfType<SigmoidCalibration>().And.NotBe(old.Calibration);
        tuned.Provenance.Options.Should().Contain("threshold", "recall>=0.9 tuned").And.Contain("tuning_row_count", "180").And.Contain("calibration", "sigmoid tuned");
        tuned.Evaluation!.RowCount.Should().Be(180);
    }

    [Theory]
    [InlineData("keep", null)]
    [InlineData("none", "none tuned")]
    [InlineData("isotonic", "isotonic tuned")]
    public async Task Tune_Calibrate_IsWhatWasAskedFor(string method, string? recorded)
    {
        ToolRun run = await TuneAsync("--calibrate", method);

        run.ExitCode.Should().Be(0, run.Notes);
        (DetectorArtifact old, DetectorArtifact tuned) = (DetectorArtifact.Load(_model), DetectorArtifact.Load(_out));
        tuned.Provenance.Options["calibration"].Should().Be(recorded ?? old.Provenance.Options["calibration"]);
        if (method == "keep") tuned.Calibration.Should().Be(old.Calibration);
        else (tuned.Calibration is null).Should().Be(method == "none");
    }

    [Fact]
    public async Task Tune_GroupAndAmountAndRate_MayBeNoColumnsOfTheModel()
    {
        ToolRun run = await TuneAsync("--objective", "amount:fp=5", "--amount", "amount", "--group", "user", "--expected-rate", "0.02");

        run.ExitCode.Should().Be(0, run.Notes);
        DetectorArtifact tuned = DetectorArtifact.Load(_out);
        tuned.Calibration.Should().BeOfType<PriorShiftedCalibration>().Which.Prior.Should().Be(0.02);
        tuned.Provenance.Options.Should().Contain("amount_column", "\"amount\"").And.Contain("expected_anomaly_rate", "0.02");
    }

    [Fact]
    public async Task Tune_AnyThreads_GivesTheSameBytes()
    {
        await TuneAsync("--threads", "1");
        byte[] one = File.ReadAllBytes(_out);
        await TuneAsync("--threads", "2");

        File.ReadAllBytes(_out).Should().Equal(one);
    }

    [Fact]
    public async Task Tune_Json_HasFiguresOfBeforeAndAfter()
    {
        using var json = JsonDocument.Parse((await TuneAsync("--json")).Output);

        json.RootElement.GetProperty("before").GetProperty("source").GetString().Should().Be("held_out");
        json.RootElement.GetProperty("after").GetProperty("source").GetString().Should().Be("cross_validated");
        json.RootElement.GetProperty("threshold_choice").GetProperty("threshold").GetDouble().Should().Be(DetectorArtifact.Load(_out).Policy.Threshold);
        json.RootElement.GetProperty("old_threshold").GetDouble().Should().Be(DetectorArtifact.Load(_model).Policy.Threshold);
    }

    [Fact]
    public async Task Tune_ObjectiveThatCannotBeMet_IsExitCode3AndWritesNothing()
    {
        ToolRun run = await TuneAsync("--objective", "precision>=1@99.9%");

        run.ExitCode.Should().Be(3);
        run.Output.Should().StartWith("before, the model as it was:\n").And.NotContain("after");
        run.Notes.Should().Contain("anomaly: no threshold serves the objective precision>=1@99.9%: ").And.EndWith("No model was written; ask for less with --objective\n");
        File.Exists(_out).Should().BeFalse();
    }

    [Theory]
    [InlineData("--objective best", 1, "--objective: 'best' is no objective; *")]
    [InlineData("--calibrate platt", 1, "--calibrate: expected auto, none, sigmoid, isotonic or keep, but was given 'platt'")]
    [InlineData("--expected-rate 2", 1, "--expected-rate: expected a number in (0, 1), but was given 2")]
    [InlineData("--threads 0", 1, "--threads: expected at least 1, but was given 0")]
    [InlineData("--objective amount:fp=5", 1, "--amount: needed, as the objective amount:fp=5 looks at amounts")]
    [InlineData("--amount amount", 1, "--amount: the objective f1 looks at no amounts")]
    [InlineData("--group nope", 2, "*new.csv: there is no column 'nope', which --group names; *")]
    [InlineData("--positive 7", 2, "*new.csv: 'is_anomaly' calls 0 of 180 rows anomalies; expected rows of both classes")]
    public async Task Tune_Refused_SaysWhy(string options, int exitCode, string message)
    {
        ToolRun run = await TuneAsync(options.Split(' '));

        run.Notes.Split('\n')[^2].Should().Match("anomaly: " + message);
        run.ExitCode.Should().Be(exitCode);
        File.Exists(_out).Should().BeFalse();
    }

    [Fact]
    public async Task Tune_OverItsModel_IsRefused()
    {
        ToolRun run = await ToolRun.OfAsync("tune", _new, "--model", _model, "--label", "is_anomaly", "--out", _model);

        (run.ExitCode, run.Notes).Should().Be((1, $"anomaly: --out: expected another file than the model, but was given '{_model}'\n"));
    }

    [Fact]
    public async Task Tune_LabelThatIsAFeature_IsRefused()
    {
        ToolRun run = await ToolRun.OfAsync("tune", _new, "--model", _model, "--label", "clicks", "--out", _out);

        (run.ExitCode, run.Notes).Should().Be((2, "anomaly: --label: the model reads 'clicks' as a feature\n"));
    }

    [Fact]
    public async Task Tune_MachineWithoutCalibration_NamesTheOption()
    {
        await ToolRun.OfAsync("train", _folder.Combine("train.csv"), "--label", "is_anomaly", "--model", _model, "--algorithm", "one-class-svm", "--nu", "0.2");

        ToolRun run = await TuneAsync("--calibrate", "none");

        run.ExitCode.Should().Be(1);
        run.Notes.Should().EndWith("anomaly: --calibrate: expected another method, as scores of a one-class SVM have no bounds, but was given None\n");
    }

    private Task<ToolRun> TuneAsync(params string[] options) => ToolRun.OfAsync(["tune", _new, "--model", _model, "--label", "is_anomaly", "--out", _out, .. options]);
}
