using Anomaly.Detection.Benchmarks.Measuring;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>The libraries that are compared; the one list of them.</summary>
internal static class PeerList
{
    /// <summary>This library: what the others are compared with.</summary>
    public const string Ours = "ours";

    private static readonly Dictionary<string, (Func<string> Version, Func<ForestJob, LabelledRows, IPeer> Create)> Peers = new()
    {
        [Ours] = (() => PackageVersions.Ours, (job, rows) => new OurPeer(job, rows)),
        ["fastforest"] = (() => PackageVersions.Of("Microsoft.ML.FastTree"), (job, rows) => new FastForestPeer(job, rows)),
        ["lightgbm"] = (() => PackageVersions.Of("LightGBM"), (job, rows) => new LightGbmPeer(job, rows)),
    };

    public static IReadOnlyCollection<string> Names => Peers.Keys;

    public static string VersionOf(string name) => Peers[name].Version();

    public static IPeer Create(string name, ForestJob job, LabelledRows training) => Peers[name].Create(job, training);
}
