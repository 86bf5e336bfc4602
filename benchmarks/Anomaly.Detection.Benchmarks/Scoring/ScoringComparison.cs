using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>Scores one forest of ours a table and configuration with every library.</summary>
internal sealed class ScoringComparison(PeerRun run) : IPeerComparison
{
    private const int BigRows = 100_000;
    private const ulong BigSeed = 7;

    private static readonly PeerColumn<ScoringFigures>[] Columns =
    [
        new("load ms", figures => figures.LoadMs, "0.0"),
        new("model MB", figures => figures.ModelMb, "0.00"),
        new("1 row p50 µs", figures => figures.Single.Median, "0.0", "1 row to ours"),
        new("1 row p99 µs", figures => figures.Single.Percentile99, "0.0"),
        new("1,000 rows CPU ms", figures => figures.Batch1000.LeastCpu, "0.00", "1,000 rows to ours"),
        new("1,000 rows wall ms", figures => figures.Batch1000.MedianWall, "0.00"),
        new("100,000 rows CPU ms", figures => figures.Batch100000.LeastCpu, "0", "100,000 rows to ours"),
        new("100,000 rows wall ms", figures => figures.Batch100000.MedianWall, "0"),
        new("unequal rows", figures => figures.Unequal, "0"),
        new("greatest difference", figures => figures.GreatestDifference, "0.0E+0"),
    ];

    private readonly PeerCell<ScoringFigures>[] _cells = run.Cells<ScoringFigures>(ScoringPeerList.Names);

    public IEnumerable<string> Versions => run.PeersOf(ScoringPeerList.Names).Select(ScoringPeerList.VersionOf);

    public async Task RunAsync(string folder, CancellationToken stop)
    {
        foreach (string table in run.Tables) Prepare(Path.Combine(folder, table), stop);
        await PeerRounds.RunAsync(
            _cells,
            run,
            (cell, _) => MeasureScoringCommand.CommandLine(Path.Combine(folder, cell.Table), Path.Combine(folder, cell.Table, cell.Configuration), cell.Peer, run.Threads),
            figures => $"{figures.Batch100000.LeastCpu:0} ms CPU for 100,000 rows",
            stop);
    }

    public string Report() => PeerReport.Format(Columns, _cells);

    private void Prepare(string tableFolder, CancellationToken stop)
    {
        var rows = RowFolder.Open(tableFolder);
        rows.Write("big", rows.Read("test").Draw(BigRows, BigSeed));
        foreach (string configuration in run.Configurations)
        {
            stop.ThrowIfCancellationRequested();
            SharedForest.Train(new ForestJob(ForestConfiguration.Named(configuration), run.Trees, run.Threads, PeerRun.FirstSeed), rows, Path.Combine(tableFolder, configuration));
        }
    }
}
