using System.Text.Json;
using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection.Tool.Tests;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _data;
    private readonly string _model;

    public TrainCommandTests() => (_data, _model) = (SmallTables.Write(_folder.Combine("train.csv")), _folder.Combine("model.json"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_Table_TellsFiguresAndThresholdAndWritesTheModel()
    {
        ToolRun run = await TrainAsync("--trees", "20");

        run.ExitCode.Should().Be(0, run.Notes);
        run.Output.Should().Match("random-forest: 20 trees, * nodes, trained on 240 rows, 7 features\nout of bag: 240 rows, 40 anomalies*95 % interval*ROC-AUC*[*threshold: 0.*, of * the best for f1 out of bag; it flags * %*probability: calibrated, for a share of anomalies of 16.67 %\n");
        run.Notes.Should().StartWith("note: id looks like an identifier and was left out\n").And.EndWith($"model: {_model}\n");
        var predictor = AnomalyDetectionPredictor.Load(_model);
        predictor.Info.TreeCount.Should().Be(20);
        run.Output.Should().Contain(FormattableString.Invariant($"threshold: {predictor.Info.Policy.Threshold:0.######}, of"));
    }

    [Theory]
    [InlineData("--trees 7", "tree_count", "7")]
    [InlineData("--max-depth 3", "max_depth", "3")]
    [InlineData("--max-depth none", "max_depth", "none")]
    [InlineData("--min-samples-split 9", "min_samples_split", "9")]
    [InlineData("--min-samples-leaf 4", "min_samples_leaf", "4")]
    [InlineData("--max-features sqrt", "max_features", "sqrt")]
    [InlineData("--max-features log2", "max_features", "log2")]
    [InlineData("--max-features all", "max_features", "all")]
    [InlineData("--max-features 2", "max_features", "2")]
    [InlineData("--max-features 0.5", "max_features", "0.5")]
    [InlineData("--class-weight none", "class_weight", "none")]
    [InlineData("--class-weight balanced", "class_weight", "balanced")]
    [InlineData("--class-weight balanced-subsample", "class_weight", "balanced-subsample")]
    [InlineData("--class-weight 0:1,1:2.5", "class_weight", "0:1,1:2.5")]
    [InlineData("--class-weight 1:3,0:0.5", "class_weight", "0:0.5,1:3")]
    [InlineData("--split-search auto", "split_search", "exact")]
    [InlineData("--split-search exact", "split_search", "exact")]
    [InlineData("--split-search binned", "split_search", "binned 255")]
    [InlineData("--split-search binned --max-bins 16", "split_search", "binned 16")]
    [InlineData("--max-bins 32", "split_search", "binned 32")]
    [InlineData("--algorithm random-forest --trees 7", "tree_count", "7")]
    [InlineData("--algorithm isolation-forest --trees 9", "tree_count", "9")]
    [InlineData("--algorithm isolation-forest --max-depth 4", "max_depth", "4")]
    [InlineData("--algorithm isolation-forest --contamination 0.1", "contamination", "0.1")]
    [InlineData("--algorithm isolation-forest --contamination auto", "contamination", "auto")]
    [InlineData("--algorithm one-class-svm --nu 0.2", "nu", "0.2")]
    [InlineData("--algorithm one-class-svm --gamma 0.25", "gamma", "0.25")]
    [InlineData("--algorithm one-class-svm --gamma scale", "gamma", "scale")]
    [InlineData("--algorithm one-class-svm --gamma auto --threads 2", "gamma", "auto")]
    [InlineData("--exclude country,zip", "exclude", "[\"country\", \"zip\"]")]
    [InlineData("--exclude country --exclude zip", "exclude", "[\"country\", \"zip\"]")]
    [InlineData("--categorical zip", "kinds", "[\"zip: categorical\"]")]
    [InlineData("--numeric clicks,amount", "kinds", "[\"amount: numeric\", \"clicks: numeric\"]")]
    [InlineData("--keep-identifiers", "kinds", "[\"id: categorical\"]")]
    [InlineData("--min-category-count 5", "encoder_min_category_count", "5")]
    [InlineData("--group user", "group_by", "\"user\"")]
    [InlineData("--objective f1", "threshold", "f1 out of bag")]
    [InlineData("--objective recall>=0.55", "threshold", "recall>=0.55 out of bag")]
    [InlineData("--objective precision>=0.12@95%", "threshold", "precision>=0.12@95% out of bag")]
    [InlineData("--objective cost:fp=1,fn=200", "threshold", "cost:fp=1,fn=200 out of bag")]
    [InlineData("--objective amount:fp=5 --amount amount", "amount_column", "\"amount\"")]
    [InlineData("--calibrate auto", "calibration", "auto")]
    [InlineData("--calibrate none", "calibration", "none")]
    [InlineData("--calibrate sigmoid", "calibration", "sigmoid")]
    [InlineData("--calibrate isotonic", "calibration", "isotonic")]
    [InlineData("--expected-rate 0.02", "expected_anomaly_rate", "0.02")]
    [InlineData("--threshold 0.4", "threshold", "0.4")]
    public async Task Train_Option_ReachesTheLibrary(string options, string name, string value)
    {
        string[] given = options.Split(' ');
        ToolRun run = await TrainAsync(given.Contains("--trees") || options.Contains("svm", StringComparison.Ordinal) ? given : ["--trees", "8", .. given]);

        run.ExitCode.Should().Be(0, run.Notes);
        DetectorArtifact.Load(_model).Provenance.Options[name].Should().Be(value);
    }

    [Fact]
    public async Task Train_Threshold_IsToldAsGiven() => (await TrainAsync("--trees", "3", "--threshold", "0.25")).Output.Should().Contain("\nthreshold: 0.25, as given\n");

    [Fact]
    public async Task Train_Seed_ReachesTheLibrary()
    {
        (await TrainAsync("--trees", "3", "--seed", "18446744073709551615")).ExitCode.Should().Be(0);

        DetectorArtifact.Load(_model).Provenance.Seed.Should().Be(ulong.MaxValue);
    }

    [Fact]
    public async Task Train_AnyThreads_GivesTheSameBytes()
    {
        string other = _folder.Combine("other.json");
        await TrainAsync("--trees", "12", "--threads", "1", "--seed", "5");
        await ToolRun.OfAsync("train", _data, "--label", "is_anomaly", "--model", other, "--trees", "12", "--threads", "2", "--seed", "5");

        File.ReadAllBytes(other).Should().Equal(File.ReadAllBytes(_model));
    }

    [Fact]
    public async Task Train_KeepIdentifiers_LearnsFromThem()
    {
        await TrainAsync("--trees", "3", "--keep-identifiers");

        AnomalyDetectionPredictor.Load(_model).Info.FeatureNames.Should().Contain("id");
    }

    [Fact]
    public async Task Train_Time_TellsFiguresOfLaterRows()
    {
        ToolRun run = await TrainAsync("--trees", "10", "--time", "day");

        run.ExitCode.Should().Be(0, run.Notes);
        run.Output.Should().Contain("trained on earlier rows, tested on later ones:\nfold ").And.Contain("note: 40 of 240 rows, the earliest, were only trained on");
    }

    [Fact]
    public async Task Train_TimeOfNumbers_NotesThatItIsAFeature()
    {
        (await TrainAsync("--trees", "3", "--time", "clicks")).Notes.Should().Contain("note: clicks is a feature too, and later rows have values that no earlier one had; --exclude leaves it out\n");
        (await TrainAsync("--trees", "3", "--time", "clicks", "--exclude", "clicks")).Notes.Should().NotContain("feature too");
    }

    [Fact]
    public async Task Train_Json_IsForMachines()
    {
        ToolRun run = await TrainAsync("--trees", "10", "--json");

        using var json = JsonDocument.Parse(run.Output);
        JsonElement root = json.RootElement;
        root.GetProperty("algorithm").GetString().Should().Be("random-forest");
        root.GetProperty("row_count").GetInt32().Should().Be(240);
        root.GetProperty("tree_count").GetInt32().Should().Be(10);
        root.GetProperty("evaluation").GetProperty("source").GetString().Should().Be("out_of_bag");
        JsonElement auc = root.GetProperty("evaluation").GetProperty("figures").GetProperty("roc_auc");
        auc.GetProperty("low").GetDouble().Should().BeLessThan(auc.GetProperty("value").GetDouble());
        root.GetProperty("threshold_choice").GetProperty("objective").GetString().Should().Be("f1");
        root.GetProperty("threshold").GetDouble().Should().Be(DetectorArtifact.Load(_model).Policy.Threshold);
        root.GetProperty("in_time").ValueKind.Should().Be(JsonValueKind.Null);
        root.GetProperty("notes")[0].GetString().Should().Be("id looks like an identifier and was left out");
    }

    [Fact]
    public async Task Train_JsonFile_StandsBesideTheText()
    {
        string file = _folder.Combine("report.json");
        ToolRun run = await TrainAsync("--trees", "10", "--json", file);

        run.Output.Should().StartWith("random-forest: 10 trees");
        JsonDocument.Parse(File.ReadAllText(file)).RootElement.GetProperty("tree_count").GetInt32().Should().Be(10);
    }

    [Fact]
    public async Task Train_QuietAndVerbose_SayLessAndMore()
    {
        (await TrainAsync("--trees", "3", "--quiet")).Notes.Should().BeEmpty();

        string verbose = (await TrainAsync("--trees", "3", "--verbose")).Notes;
        verbose.Should().Contain("240 rows, 7 columns").And.Contain("  tree_count: 3\n").And.Contain("trained in ");
    }

    [Fact]
    public async Task Train_ModelToStandardOutput_IsAlone()
    {
        ToolRun run = await ToolRun.OfAsync("train", _data, "--label", "is_anomaly", "--model", "-", "--trees", "3");

        DetectorArtifact.Load(System.Text.Encoding.UTF8.GetBytes(run.Output)).Provenance.RowCount.Should().Be(240);
        run.Notes.Should().Contain("random-forest: 3 trees");
    }

    [Fact]
    public async Task Train_StandardInput_IsRead()
    {
        ToolRun run = await ToolRun.OfAsync(["train", "-", "--label", "is_anomaly", "--model", _model, "--trees", "3"], File.ReadAllText(_data));

        run.ExitCode.Should().Be(0, run.Notes);
        File.Exists(_model).Should().BeTrue();
    }

    [Fact]
    public async Task Train_ObjectiveThatCannotBeMet_IsExitCode3AndWritesNothing()
    {
        ToolRun run = await TrainAsync("--trees", "5", "--objective", "precision>=1@99.9%");

        run.ExitCode.Should().Be(3);
        run.Output.Should().BeEmpty();
        run.Notes.Should().Match("*under the threshold of the best F1, the detector would be:\nout of bag: *anomaly: No threshold serves the objective precision>=1@99.9%: *No model was written; ask for less with --objective\n");
        Directory.GetFiles(_folder.Path).Should().Equal(_data);
    }

    [Fact]
    public async Task Train_WithoutLabels_LeavesTheDecisionToTheModel()
    {
        ToolRun run = await ToolRun.OfAsync("train", _data, "--model", _model, "--algorithm", "isolation-forest", "--contamination", "0.1", "--exclude", "is_anomaly");

        run.ExitCode.Should().Be(0, run.Notes);
        run.Output.Should().Match("isolation-forest: 100 trees, *threshold: 0.5, the model's own\nprobability: a monotone map of the score, no probability\n");
    }

    [Fact]
    public async Task Train_PositiveLabels_AreAnomalies()
    {
        string data = SmallTables.Write(_folder.Combine("words.csv"), normal: "fine", anomaly: "chargeback");

        ToolRun unknown = await ToolRun.OfAsync("train", data, "--label", "is_anomaly", "--model", _model, "--trees", "3");
        unknown.ExitCode.Should().Be(2);
        unknown.Notes.Should().Match($"anomaly: {data}: column 'is_anomaly' (row 1, line 2): 'chargeback' is not a known label; expected *; --positive names those of anomalies\n");

        await ToolRun.OfAsync("train", data, "--label", "is_anomaly", "--positive", "chargeback", "--model", _model, "--trees", "3");
        DetectorArtifact.Load(_model).Provenance.AnomalyCount.Should().Be(40);
    }

    private Task<ToolRun> TrainAsync(params string[] options) => ToolRun.OfAsync(["train", _data, "--label", "is_anomaly", "--model", _model, .. options]);
}
