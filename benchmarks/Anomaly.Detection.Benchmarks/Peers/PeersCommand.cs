using System.Runtime.InteropServices;
using Anomaly.Detection.Benchmarks.Explaining;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Scoring;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>
/// <c>peers DATA</c>: this library beside those that NuGet ships, each measurement in a process of its own, rounds interleaved; prints medians
/// as markdown.
/// </summary>
internal static class PeersCommand
{
    private const string Usage = "peers DATA [--compare training,scoring,explaining] [--tables a,b] [--cfg ref,deep] [--peers a,b] [--trees N] [--threads N] [--rounds N] [--limit SECONDS]";
    private const int Interrupted = 130;

    private static readonly Dictionary<string, Func<PeerRun, IPeerComparison>> Comparisons = new()
    {
        ["training"] = run => new TrainingComparison(run),
        ["scoring"] = run => new ScoringComparison(run),
        ["explaining"] = run => new ExplainingComparison(run),
    };

    /// <exception cref="UsageException">An argument or a file is not what was expected.</exception>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, ["DATA"], ["--compare", "--tables", "--cfg", "--peers", "--trees", "--threads", "--rounds", "--limit"]);
        string data = parsed.Text("DATA");
        string[] peers = [.. PeerList.Names.Union(ScoringPeerList.Names).Union(ExplainingPeerList.Names)];
        var run = new PeerRun(
            parsed.List("--tables", $"{PeerTables.Behaviour},magic_gamma,cover"),
            parsed.Choices("--cfg", ForestConfiguration.Names, string.Join(',', ForestConfiguration.Names)),
            parsed.Choices("--peers", peers, string.Join(',', peers)),
            parsed.Count("--trees", 200),
            parsed.Count("--threads"),
            parsed.Count("--rounds", 5),
            TimeSpan.FromSeconds(parsed.Count("--limit", 300)));
        string[] names = parsed.Choices("--compare", Comparisons.Keys, string.Join(',', Comparisons.Keys));
        foreach (string table in run.Tables) PeerTables.Find(data, table);

        using var stop = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = StopAt(PosixSignal.SIGINT, stop), terminate = StopAt(PosixSignal.SIGTERM, stop);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("anomaly-peers-");
        try
        {
            foreach (string table in run.Tables) PeerTables.Prepare(data, table, Path.Combine(folder.FullName, table));
            foreach (string name in names) await CompareAsync(name, run, folder.FullName, stop.Token);
            return 0;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("stopped; the last table has what was measured until then");
            return Interrupted;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(string name, PeerRun run, string folder, CancellationToken stop)
    {
        IPeerComparison comparison = Comparisons[name](run);
        Console.WriteLine($"{name}: {Machine.Describe()}; {string.Join(", ", comparison.Versions)}. {run.Trees} trees, threads: {run.Threads}, rounds: {run.Rounds}.{Environment.NewLine}");
        try
        {
            await comparison.RunAsync(folder, stop);
        }
        finally
        {
            Console.WriteLine($"{comparison.Report()}{Environment.NewLine}");
        }
    }

    private static PosixSignalRegistration StopAt(PosixSignal signal, CancellationTokenSource stop) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stop.Cancel();
    });
}
