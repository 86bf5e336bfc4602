using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>One measurement in a process of its own; <see cref="ScoringComparison"/> starts it.</summary>
internal static class MeasureScoringCommand
{
    public const string Name = "measure-scoring";

    /// <exception cref="UsageException">An argument or a file is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, $"{Name} FOLDER FORESTFOLDER PEER THREADS", ["FOLDER", "FORESTFOLDER", "PEER", "THREADS"], []);
        string name = parsed.Choice("PEER", ScoringPeerList.Names);
        int threads = parsed.Count("THREADS");
        string forestFolder = parsed.Text("FORESTFOLDER");
        SharedForest shared = SharedForest.Open(forestFolder, RowFolder.Open(parsed.Text("FOLDER"))) ?? throw new UsageException($"'{forestFolder}' holds no forest");
        return ChildMeasurement.Report(() => ScoringFigures.Measure(shared, ScoringPeerList.Export(name, shared.Forest, threads)));
    }

    /// <summary>The arguments that <see cref="Run"/> takes.</summary>
    public static string[] CommandLine(string folder, string forestFolder, string peer, int threads) => [Name, folder, forestFolder, peer, $"{threads}"];
}
