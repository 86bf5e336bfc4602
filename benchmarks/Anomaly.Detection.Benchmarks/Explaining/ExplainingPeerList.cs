using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Explaining;

/// <summary>The libraries whose explaining is compared; the one list of them.</summary>
internal static class ExplainingPeerList
{
    private static readonly Dictionary<string, (Func<string> Version, Func<RandomForestModel, IExplainingPeer> Load)> Peers = new()
    {
        [PeerList.Ours] = (() => PackageVersions.Ours, forest => new OurExplaining(forest)),
        ["lightgbm"] = (() => PackageVersions.Of("LightGBM"), forest => new LightGbmExplaining(forest)),
    };

    public static IReadOnlyCollection<string> Names => Peers.Keys;

    public static string VersionOf(string name) => Peers[name].Version();

    public static IExplainingPeer Load(string name, RandomForestModel forest) => Peers[name].Load(forest);
}
