using Anomaly.Detection.Benchmarks.Measuring;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>Trains the same forest with every library. Round r trains with seed 42 + r.</summary>
internal sealed class TrainingComparison(PeerRun run) : IPeerComparison
{
    private static readonly PeerColumn<PeerFigures>[] Columns =
    [
        new("CPU s", figures => figures.CpuSeconds, "0.00", "CPU to ours"),
        new("wall s", figures => figures.WallSeconds, "0.00", "wall to ours"),
        new("peak MB", figures => figures.Megabytes, "0.0", "MB to ours"),
        new("ROC-AUC", figures => figures.RocAuc, "0.0000"),
        new("average precision", figures => figures.AveragePrecision, "0.0000"),
    ];

    private readonly PeerCell<PeerFigures>[] _cells = run.Cells<PeerFigures>(PeerList.Names);

    public IEnumerable<string> Versions => run.PeersOf(PeerList.Names).Select(PeerList.VersionOf);

    public Task RunAsync(string folder, CancellationToken stop) => PeerRounds.RunAsync(
        _cells,
        run,
        (cell, round) => MeasurePeerCommand.CommandLine(Path.Combine(folder, cell.Table), cell.Peer, new ForestJob(ForestConfiguration.Named(cell.Configuration), run.Trees, run.Threads, PeerRun.FirstSeed + (ulong)round)),
        figures => $"{figures.CpuSeconds:0.00} s CPU",
        stop);

    public string Report() => PeerReport.Format(Columns, _cells);
}
