using System.Globalization;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Data;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Growth;

/// <summary><c>score-growth</c>: what a row costs in batches of a thousand rows to ten million, by every engine of this machine and by threads.</summary>
internal static class ScoreGrowthCommand
{
    private const string Usage = "score-growth [--rows a,b] [--cfg ref,deep] [--trees N] [--threads a,b] [--rounds N]";
    private const int DistinctRows = 100_000;
    private const ulong Seed = 42;

    // Small batches are repeated until a measurement is long enough to be read.
    private const int FewestRows = 200_000;

    /// <exception cref="UsageException">An argument is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, [], ["--rows", "--cfg", "--trees", "--threads", "--rounds"]);
        int[] rowCounts = parsed.Counts("--rows", "1000,10000,100000,1000000,10000000");
        int[] threads = parsed.Counts("--threads", "1,2");
        string[] configurations = parsed.Choices("--cfg", ForestConfiguration.Names, string.Join(',', ForestConfiguration.Names));
        (int trees, int rounds) = (parsed.Count("--trees", 200), parsed.Count("--rounds", 5));

        Console.WriteLine($"{Machine.Describe()}; {PackageVersions.Ours}. {trees} trees, medians of {rounds} interleaved rounds.{Environment.NewLine}");
        Console.WriteLine("| forest | engine | rows | threads | wall ns a row | CPU ns a row | wall to one thread |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (string name in configurations) Measure(new ForestJob(ForestConfiguration.Named(name), trees, Threads: Environment.ProcessorCount, Seed), rowCounts, threads, rounds);
        return 0;
    }

    private static void Measure(ForestJob job, int[] rowCounts, int[] threads, int rounds)
    {
        var encoder = FeatureEncoder.Fit(ReferenceDetector.Training);
        RandomForestModel forest = new RandomForestTrainer(OurOptions.For(job)).Train(encoder.Encode(ReferenceDetector.Training), ReferenceDetector.Training.IsAnomaly).Model;
        float[] rows = Rows(encoder, rowCounts.Max());
        double[] scores = new double[rowCounts.Max()];
        foreach (int rowCount in rowCounts)
        {
            Scorer[] scorers = [.. threads.Select(count => Scorer.Compile(forest, new ScorerOptions { MaxThreads = count }))];
            List<Cost>[] costs = [.. threads.Select(_ => new List<Cost>())];
            int repeats = Math.Max(1, FewestRows / rowCount);
            for (int round = -1; round < rounds; round++)
            {
                for (int i = 0; i < scorers.Length; i++)
                {
                    Scorer scorer = scorers[i];
                    var cost = Cost.Of(() =>
                    {
                        for (int repeat = 0; repeat < repeats; repeat++) scorer.Score(rows.AsSpan(0, rowCount * encoder.FeatureCount), scores.AsSpan(0, rowCount));
                    });

                    // The first round compiles.
                    if (round >= 0) costs[i].Add(cost);
                }
            }

            double alone = costs[0].Select(cost => cost.WallSeconds).Median();
            for (int i = 0; i < scorers.Length; i++)
            {
                double wall = costs[i].Select(cost => cost.WallSeconds).Median();
                double nanoseconds = 1e9 / ((double)rowCount * repeats);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {job.Configuration.Name} | {scorers[i].Engine} | {rowCount:N0} | {threads[i]} | {wall * nanoseconds:0} | {costs[i].Select(cost => cost.CpuSeconds).Median() * nanoseconds:0} | {alone / wall:0.00}× |"));
            }
        }
    }

    // The same sessions again and again; a scorer remembers nothing of a row.
    private static float[] Rows(FeatureEncoder encoder, int rowCount)
    {
        FeatureMatrix sessions = encoder.Encode(new SessionSimulator(new SessionSimulatorOptions { SessionCount = DistinctRows, AnomalyRate = 0.04, Population = 1 }).Draw());
        float[] rows = new float[checked(rowCount * encoder.FeatureCount)];
        for (int row = 0; row < rowCount; row++) sessions.CopyRow(row % DistinctRows, rows.AsSpan(row * encoder.FeatureCount, encoder.FeatureCount));
        return rows;
    }
}
