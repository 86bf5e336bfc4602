using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;

namespace Anomaly.Detection.Benchmarks.Explaining;

/// <summary>One measurement in a process of its own; <see cref="ExplainingComparison"/> starts it.</summary>
internal static class MeasureExplainingCommand
{
    public const string Name = "measure-explaining";

    /// <exception cref="UsageException">An argument or a file is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, $"{Name} FOLDER FORESTFOLDER PEER", ["FOLDER", "FORESTFOLDER", "PEER"], []);
        string name = parsed.Choice("PEER", ExplainingPeerList.Names);
        var explained = ExplainedForest.Open(parsed.Text("FORESTFOLDER"), RowFolder.Open(parsed.Text("FOLDER")));
        return ChildMeasurement.Report(() => ExplainingFigures.Measure(explained, forest => ExplainingPeerList.Load(name, forest)));
    }

    /// <summary>The arguments that <see cref="Run"/> takes.</summary>
    public static string[] CommandLine(string folder, string forestFolder, string peer) => [Name, folder, forestFolder, peer];
}
