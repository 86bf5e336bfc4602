using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>One measurement in a process of its own; <see cref="TrainingComparison"/> starts it.</summary>
internal static class MeasurePeerCommand
{
    public const string Name = "measure-peer";

    /// <exception cref="UsageException">An argument or a file is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, $"{Name} FOLDER PEER CFG TREES THREADS SEED", ["FOLDER", "PEER", "CFG", "TREES", "THREADS", "SEED"], []);
        var job = new ForestJob(ForestConfiguration.Named(parsed.Choice("CFG", ForestConfiguration.Names)), parsed.Count("TREES"), parsed.Count("THREADS"), parsed.Seed("SEED", PeerRun.FirstSeed));
        string name = parsed.Choice("PEER", PeerList.Names);
        var folder = RowFolder.Open(parsed.Text("FOLDER"));
        return ChildMeasurement.Report(() => Measure(name, job, folder));
    }

    /// <summary>The arguments that <see cref="Run"/> takes.</summary>
    public static string[] CommandLine(string folder, string peer, ForestJob job) =>
        [Name, folder, peer, job.Configuration.Name, $"{job.TreeCount}", $"{job.Threads}", $"{job.Seed}"];

    private static PeerFigures Measure(string name, ForestJob job, RowFolder folder)
    {
        LabelledRows training = folder.Read("train");
        using IPeer peer = PeerList.Create(name, job, training);
        var cost = Cost.Of(peer.Train);
        LabelledRows test = folder.Read("test");
        double[] scores = peer.Score(test);

        // Memory given back before the training would hide as much of its growth.
        GC.KeepAlive(training);
        return new PeerFigures(cost.CpuSeconds, cost.WallSeconds, cost.Megabytes, Metrics.RocAuc(scores, test.IsAnomaly), Metrics.AveragePrecision(scores, test.IsAnomaly));
    }
}
