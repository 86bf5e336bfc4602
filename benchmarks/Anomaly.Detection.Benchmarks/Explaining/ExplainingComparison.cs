using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;

namespace Anomaly.Detection.Benchmarks.Explaining;

/// <summary>Explains one forest of ours a table and configuration with every library, on one thread.</summary>
internal sealed class ExplainingComparison(PeerRun run) : IPeerComparison
{
    private const int RowCount = 1000;
    private const ulong RowSeed = 7;

    private static readonly PeerColumn<ExplainingFigures>[] Columns =
    [
        new("load ms", figures => figures.LoadMs, "0.0"),
        new("1 row p50 ms", figures => figures.Single.Median / 1e3, "0.000", "1 row to ours"),
        new("1 row p99 ms", figures => figures.Single.Percentile99 / 1e3, "0.000"),
        new("1,000 rows CPU ms", figures => figures.Batch.LeastCpu, "0", "1,000 rows to ours"),
        new("1,000 rows wall ms", figures => figures.Batch.MedianWall, "0"),
        new("greatest difference from ours", figures => figures.GreatestDifference, "0.0E+0"),
        new("greatest gap to the score", figures => figures.GreatestGap, "0.0E+0"),
    ];

    private readonly PeerCell<ExplainingFigures>[] _cells = run.Cells<ExplainingFigures>(ExplainingPeerList.Names);

    public IEnumerable<string> Versions => run.PeersOf(ExplainingPeerList.Names).Select(ExplainingPeerList.VersionOf);

    public async Task RunAsync(string folder, CancellationToken stop)
    {
        foreach (string table in run.Tables) Prepare(Path.Combine(folder, table), stop);
        await PeerRounds.RunAsync(
            _cells,
            run,
            (cell, _) => MeasureExplainingCommand.CommandLine(Path.Combine(folder, cell.Table), Path.Combine(folder, cell.Table, cell.Configuration), cell.Peer),
            figures => $"{figures.Batch.LeastCpu:0} ms CPU for 1,000 rows",
            stop);
    }

    public string Report() => PeerReport.Format(Columns, _cells);

    private void Prepare(string tableFolder, CancellationToken stop)
    {
        var rows = RowFolder.Open(tableFolder);
        ExplainedForest.Draw(rows, RowCount, RowSeed);
        foreach (string configuration in run.Configurations)
        {
            stop.ThrowIfCancellationRequested();
            ExplainedForest.Train(new ForestJob(ForestConfiguration.Named(configuration), run.Trees, run.Threads, PeerRun.FirstSeed), rows, Path.Combine(tableFolder, configuration));
        }
    }
}
