using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Tests.Artifacts;

/// <summary>Files of released formats load for ever, to the same bits. A golden file is never written again; a new format gets a new one.</summary>
public class GoldenFileTests
{
    // Two trees: 0.25, and: device.share ≤ 0.1 or missing → 0; else clicks/views ≤ 16777216 → 1/3; else 1.
    // Features are scaled: device.share by (share − 0.3333333333333333) / 3, clicks/views by (ratio − 1e-300) / 7e300, its fill is −2.
    public static TheoryData<string?, double> Records { get; } = new()
    {
        { null, (0.25 + 0) / 2 },
        { "", (0.25 + 0) / 2 },
        { "tablet", (0.25 + 0) / 2 },
        { "mobile", (0.25 + (1.0 / 3)) / 2 },
    };

    [Fact]
    public void Load_Version1_SavesTheSameBytes()
    {
        byte[] golden = File.ReadAllBytes(GoldenPath("version-1.json"));

        Samples.Save(DetectorArtifact.Load(golden)).Should().Equal(golden);
        Samples.Save(Samples.Small()).Should().Equal(golden, "the artefact that it was written from is still written so");
    }

    [Theory]
    [InlineData(0.05f, 1f, 0.125)]
    [InlineData(float.NaN, 1f, 0.125)]
    [InlineData(0.1f, 1f, 0.125)]
    [InlineData(0.10000001f, 16777216f, (0.25 + (1.0 / 3)) / 2)]
    [InlineData(0.10000001f, float.NaN, 0.625)]
    [InlineData(0.10000001f, 16777218f, 0.625)]
    public void Score_Version1_GivesTheSameBits(float share, float ratio, double score)
    {
        DetectorArtifact artifact = DetectorArtifact.Load(GoldenPath("version-1.json"));

        BitConverter.DoubleToInt64Bits(artifact.Model.Score([0, 0, share, 0, 0, 0, ratio])).Should().Be(BitConverter.DoubleToInt64Bits(score));
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void PredictSingle_Version1_GivesTheSameBits(string? device, double probability)
    {
        AnomalyDetectionPredictor predictor = AnomalyDetectionPredictor.Load(GoldenPath("version-1.json"));
        var record = new Dictionary<string, FeatureValue> { ["clicks"] = 3, ["views"] = 2 };
        if (device is not null) record["device \"São\"\n\u2028😀"] = device;

        BitConverter.DoubleToInt64Bits(predictor.PredictSingle(record).AnomalyProbability).Should().Be(BitConverter.DoubleToInt64Bits(probability));
    }

    private static string GoldenPath(string name)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Anomaly.Detection.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "tests", "Anomaly.Detection.Tests", "Artifacts", "Golden", name);
    }
}
