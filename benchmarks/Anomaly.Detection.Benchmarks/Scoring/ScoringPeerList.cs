using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>The libraries whose scoring is compared; the one list of them.</summary>
internal static class ScoringPeerList
{
    private static readonly Dictionary<string, (Func<string> Version, Func<RandomForestModel, int, ExportedForest> Export)> Peers = new()
    {
        [PeerList.Ours] = (() => PackageVersions.Ours, (forest, _) => OurScoring.Export(forest)),
        ["onnx"] = (() => PackageVersions.Of("Microsoft.ML.OnnxRuntime"), OnnxForest.Export),
        ["lightgbm"] = (() => PackageVersions.Of("LightGBM"), LightGbmForest.Export),
    };

    public static IReadOnlyCollection<string> Names => Peers.Keys;

    public static string VersionOf(string name) => Peers[name].Version();

    /// <summary>Brings a forest into the form that a library takes in.</summary>
    public static ExportedForest Export(string name, RandomForestModel forest, int threads) => Peers[name].Export(forest, threads);
}
