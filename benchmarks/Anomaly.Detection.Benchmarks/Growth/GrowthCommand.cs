using System.Globalization;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Simulation;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Growth;

/// <summary><c>growth</c>: how time and memory of a training grow with the rows of simulated sessions, each training in a process of its own.</summary>
internal static class GrowthCommand
{
    private const string Usage = "growth [--rows a,b] [--cfg ref|deep] [--trees N] [--threads a,b] [--rounds N] [--limit SECONDS]";
    private const int TestRows = 20_000;
    private const ulong Seed = 42;

    /// <exception cref="UsageException">An argument is not what was expected.</exception>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, [], ["--rows", "--cfg", "--trees", "--threads", "--rounds", "--limit"]);
        int[] rowCounts = parsed.Counts("--rows", "10000,30000,100000,300000,1000000,3000000");
        int[] threads = parsed.Counts("--threads", "1,2");
        var configuration = ForestConfiguration.Named(parsed.Choice("--cfg", ForestConfiguration.Names, ForestConfiguration.Reference.Name));
        (int trees, int rounds) = (parsed.Count("--trees", 20), parsed.Count("--rounds", 3));
        var limit = TimeSpan.FromSeconds(parsed.Count("--limit", 600));

        DirectoryInfo folder = Directory.CreateTempSubdirectory("anomaly-growth-");
        try
        {
            Console.WriteLine($"{Machine.Describe()}; {PackageVersions.Ours}. {configuration.Name}, {trees} trees, medians of {rounds} rounds, cold.{Environment.NewLine}");
            Console.WriteLine("| rows | threads | CPU s | wall s | CPU µs a row and tree | exponent | MB | bytes a row | ROC-AUC |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
            var previous = new Dictionary<int, (int Rows, double Cpu)>();
            foreach (int rowCount in rowCounts)
            {
                string path = Path.Combine(folder.FullName, $"{rowCount}");
                Draw(path, rowCount);
                foreach (int count in threads)
                {
                    List<PeerFigures> figures = [];
                    for (int round = 0; round < rounds; round++)
                    {
                        PeerOutcome<PeerFigures> outcome = await ChildMeasurement.RunAsync<PeerFigures>(MeasurePeerCommand.CommandLine(path, PeerList.Ours, new ForestJob(configuration, trees, count, Seed)), limit, CancellationToken.None);
                        figures.Add(outcome.Figures ?? throw new UsageException($"{rowCount} rows on {count} threads: {outcome.Failure}"));
                    }

                    double cpu = figures.Select(figure => figure.CpuSeconds).Median();
                    double megabytes = figures.Select(figure => figure.Megabytes).Median();
                    string exponent = previous.TryGetValue(count, out (int Rows, double Cpu) last)
                        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Log(cpu / last.Cpu) / Math.Log((double)rowCount / last.Rows):0.00}")
                        : "–";
                    previous[count] = (rowCount, cpu);
                    Console.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {rowCount:N0} | {count} | {cpu:0.00} | {figures.Select(figure => figure.WallSeconds).Median():0.00} | {cpu * 1e6 / rowCount / trees:0.000} | {exponent} | {megabytes:0} | {megabytes * 1048576 / rowCount:0} | {figures[0].RocAuc:0.0000} |"));
                }

                Directory.Delete(path, recursive: true);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    // Training sessions of one population, test sessions of another.
    private static void Draw(string path, int rowCount)
    {
        Table training = new SessionSimulator(new SessionSimulatorOptions { SessionCount = rowCount, AnomalyRate = 0.1 }).Draw();
        Table test = new SessionSimulator(new SessionSimulatorOptions { SessionCount = TestRows, AnomalyRate = 0.1, Population = 1 }).Draw();
        var encoder = FeatureEncoder.Fit(training);
        RowFolder.Create(path, "sessions", Rows(encoder.Encode(training), training), Rows(encoder.Encode(test), test));
    }

    private static LabelledRows Rows(FeatureMatrix features, Table table) => LabelledRows.Of(features, table.IsAnomaly, [.. Enumerable.Range(0, table.RowCount)]);
}
