using System.Diagnostics;
using System.Globalization;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Judging;

/// <summary><c>intervals</c>: what the intervals of eleven figures take, by rows and by how many different scores there are, on one thread.</summary>
internal static class IntervalsCommand
{
    private const string Usage = "intervals [--replicates N] [--rounds N]";

    /// <exception cref="UsageException">An argument is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, [], ["--replicates", "--rounds"]);
        var options = new BootstrapOptions { Replicates = parsed.Count("--replicates", 1_000), MaxThreads = 1 };
        int rounds = parsed.Count("--rounds", 3);
        Console.WriteLine($"{Machine.Describe()}; {PackageVersions.Ours}. {options.Replicates} replicates, one thread, median of {rounds}.{Environment.NewLine}");
        Console.WriteLine("| rows | different scores | seconds |");
        Console.WriteLine("| --- | --- | --- |");
        foreach (int rows in new[] { 5_000, 286_048 })
        {
            foreach (int levels in new[] { 200, int.MaxValue }) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {rows:N0} | {(levels == int.MaxValue ? "all" : levels)} | {Measure(rows, levels, options, rounds):0.00} |"));
        }

        return 0;
    }

    private static double Measure(int rows, int levels, BootstrapOptions options, int rounds)
    {
        var random = new RandomStream(7);
        double[] scores = new double[rows];
        bool[] isAnomaly = new bool[rows];
        for (int row = 0; row < rows; row++)
        {
            isAnomaly[row] = random.NextInt(50) == 0;
            double score = (random.NextDouble() + (isAnomaly[row] ? 0.5 : 0)) / 1.5;
            scores[row] = levels == int.MaxValue ? score : Math.Floor(score * levels) / levels;
        }

        var seconds = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            MetricIntervals.Compute(scores, isAnomaly, 0.5, options);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return seconds.Median();
    }
}
