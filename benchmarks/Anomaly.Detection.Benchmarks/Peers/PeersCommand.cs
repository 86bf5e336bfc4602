using System.Runtime.InteropServices;
using Anomaly.Detection.Benchmarks.Measuring;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>
/// <c>peers DATA</c>: trains the same forests with this library and with those that NuGet ships, each measurement in a process of its own,
/// rounds interleaved, and prints medians as markdown.
/// </summary>
/// <remarks>Round r trains with seed 42 + r. A peer that fails or takes too long is not asked again, and its row says so.</remarks>
internal static class PeersCommand
{
    private const string Usage = "peers DATA [--tables a,b] [--cfg ref,deep] [--peers a,b] [--trees N] [--threads N] [--rounds N] [--limit SECONDS]";
    private const ulong FirstSeed = 42;
    private const int Interrupted = 130;

    /// <exception cref="UsageException">An argument or a file is not what was expected.</exception>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, ["DATA"], ["--tables", "--cfg", "--peers", "--trees", "--threads", "--rounds", "--limit"]);
        string data = parsed.Text("DATA");
        string[] tables = parsed.List("--tables", $"{PeerTables.Behaviour},magic_gamma,cover");
        string[] configurations = parsed.Choices("--cfg", ForestConfiguration.Names, string.Join(',', ForestConfiguration.Names));
        string[] peers = parsed.Choices("--peers", PeerList.Names, string.Join(',', PeerList.Names));
        (int trees, int threads, int rounds) = (parsed.Count("--trees", 200), parsed.Count("--threads"), parsed.Count("--rounds", 5));
        var limit = TimeSpan.FromSeconds(parsed.Count("--limit", 300));
        foreach (string table in tables) PeerTables.Find(data, table);

        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = StopAt(PosixSignal.SIGINT, stop), terminate = StopAt(PosixSignal.SIGTERM, stop);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("anomaly-peers-");
        PeerCell[] cells = [.. from table in tables from configuration in configurations from peer in peers select new PeerCell(table, configuration, peer)];
        try
        {
            foreach (string table in tables) PeerTables.Prepare(data, table, Path.Combine(folder.FullName, table));
            Console.WriteLine($"{Machine.Describe()}; {string.Join(", ", peers.Select(PeerList.VersionOf))}. {trees} trees, threads: {threads}, rounds: {rounds}.{Environment.NewLine}");
            for (int round = 0; round < rounds; round++)
            {
                foreach (PeerCell cell in cells.Where(cell => cell.Failure is null))
                {
                    var job = new ForestJob(ForestConfiguration.Named(cell.Configuration), trees, threads, FirstSeed + (ulong)round);
                    PeerOutcome outcome = await ChildMeasurement.RunAsync(MeasurePeerCommand.CommandLine(Path.Combine(folder.FullName, cell.Table), cell.Peer, job), limit, stop.Token);
                    cell.Add(outcome);
                    await Console.Error.WriteLineAsync($"round {round + 1}/{rounds} {cell.Table} {cell.Configuration} {cell.Peer}: {outcome.Failure ?? $"{outcome.Figures!.CpuSeconds:0.00} s CPU"}");
                }
            }
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped; what was measured until then:");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Console.WriteLine(PeerReport.Format(cells));
        return stop.IsCancellationRequested ? Interrupted : 0;
    }

    private static PosixSignalRegistration StopAt(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });
}
