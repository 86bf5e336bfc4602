using System.Security.Cryptography;
using System.Text.Json;
using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection.Tool.Tests.Commands;

public sealed class InspectCommandTests : IDisposable
{
    private readonly SessionFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Inspect_Model_TellsColumnsOptionsSizesThresholdFiguresAndChecksum()
    {
        string output = (await ToolRun.OfAsync("inspect", _files.Model)).Output;

        DetectorArtifact artifact = DetectorArtifact.Load(_files.Model);
        output.Should().Contain("random-forest, trained by Anomaly.Detection ")
            .And.Contain("  rows              600, 180 of them anomalies (30 %)\n")
            .And.Contain("30 trees, ")
            .And.Contain("  user_id               identifier, left out\n")
            .And.Contain("  tree_count                      30\n")
            .And.Contain("a probability, fitted to labelled rows that the model did not learn from\n")
            .And.Contain(FormattableString.Invariant($"  threshold         {artifact.Policy.Threshold:R}: an anomaly"))
            .And.Contain(artifact.Evaluation!.ToString())
            .And.Contain($"  SHA-256           {ChecksumOf(_files.Model)}, verified\n");
        output.Split('\n').Should().OnlyContain(line => line.Length <= 100);
    }

    [Fact]
    public async Task Inspect_Json_HoldsTheSame()
    {
        using JsonDocument json = JsonDocument.Parse((await ToolRun.OfAsync("inspect", _files.Model, "--json", "--trees")).Output);

        DetectorArtifact artifact = DetectorArtifact.Load(_files.Model);
        JsonElement root = json.RootElement;
        root.GetProperty("threshold").GetDouble().Should().Be(artifact.Policy.Threshold);
        root.GetProperty("probability").GetString().Should().Be("calibrated");
        root.GetProperty("figures").GetProperty("roc_auc").GetProperty("low").GetDouble().Should().Be(artifact.Evaluation!.Intervals.RocAuc.Low);
        root.GetProperty("file").GetProperty("sha256").GetString().Should().Be(ChecksumOf(_files.Model));
        root.GetProperty("columns").GetArrayLength().Should().Be(18);
        root.GetProperty("models")[0].GetProperty("trees").GetArrayLength().Should().Be(30);
    }

    [Fact]
    public async Task Inspect_CompressedModel_TellsBothSizesAndTheChecksumWithin()
    {
        DetectorArtifact.Load(_files.Model).Save(_files.Path("model.json.gz"));

        string output = (await ToolRun.OfAsync("inspect", _files.Path("model.json.gz"))).Output;

        long length = new FileInfo(_files.Model).Length;
        output.Should().Contain(FormattableString.Invariant($" bytes, {length:N0} decompressed\n")).And.Contain(ChecksumOf(_files.Model));
    }

    [Fact]
    public async Task Inspect_Trees_AreALineEach()
    {
        string[] lines = (await ToolRun.OfAsync("inspect", _files.Model, "--trees")).Output.TrimEnd('\n').Split('\n');

        lines.Should().HaveCount(31);
        lines[0].Should().Be("  tree     nodes    leaves  depth");
        lines[30].Should().StartWith("    29  ");
    }

    [Fact]
    public async Task Inspect_OneTree_IsTextOrDot()
    {
        var predictor = AnomalyDetectionPredictor.Load(_files.Model);

        (await ToolRun.OfAsync("inspect", _files.Model, "--tree", "29", "--depth", "2")).Output.TrimEnd('\n').Should().Be(predictor.DescribeTree(29, 2).TrimEnd('\n'));
        (await ToolRun.OfAsync("inspect", _files.Model, "--dot", "3")).Output.TrimEnd('\n').Should().Be(predictor.DrawTree(3).TrimEnd('\n')).And.StartWith("digraph");
    }

    // The file's last field, and what it has to be.
    private static string ChecksumOf(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        string checksum = Convert.ToHexStringLower(SHA256.HashData(bytes.AsSpan(0, bytes.Length - 79)));
        System.Text.Encoding.ASCII.GetString(bytes).Should().EndWith($"\"sha256\": \"{checksum}\"\n}}\n");
        return checksum;
    }
}
