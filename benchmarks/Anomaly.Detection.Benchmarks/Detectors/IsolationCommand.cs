using System.Globalization;
using System.Runtime.InteropServices;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Peers;
using Anomaly.Detection.Data;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Tests.Shared;
using Anomaly.Detection.Training;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Detectors;

/// <summary><c>isolation DATA</c>: CPU time of isolation forests of 100 trees beside scikit-learn's, training and scoring, on one thread, in turn.</summary>
internal static class IsolationCommand
{
    private const string Usage = "isolation DATA [--tables a,b] [--rounds 5]";
    private const string DefaultTables = "behav,magic_gamma,cover";

    private static readonly string[] Work = ["fit", "fit, contamination 0.1", "score 1,000 rows", "score 100,000 rows"];

    /// <exception cref="UsageException">An argument or a file is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, ["DATA"], ["--tables", "--rounds"]);
        int rounds = parsed.Count("--rounds", 5);
        string folder = Directory.CreateTempSubdirectory("isolation").FullName;
        try
        {
            var peer = PythonPeer.Find(folder, IsolationScript.Text);
            Console.WriteLine($"{Machine.Describe()}; {PackageVersions.Ours}; {peer?.Version ?? "scikit-learn was not found and is skipped"}. 100 trees of 256 rows, one thread, medians of {rounds} rounds.{Environment.NewLine}");
            var cold = new List<string>();
            Console.WriteLine("| table | rows × features | work | ours, CPU ms | scikit-learn, CPU ms | times ours |");
            Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
            foreach (string name in parsed.List("--tables", DefaultTables)) Measure(name, PeerTables.Load(parsed.Text("DATA"), name), rounds, folder, peer, cold);
            Console.WriteLine($"{Environment.NewLine}First in the process, compilation included: {string.Join(", ", cold)}.");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Measure(string name, PublicTable table, int rounds, string folder, PythonPeer? peer, List<string> cold)
    {
        FeatureMatrix features = table.Features;
        var rows = LabelledRows.Of(features, table.IsAnomaly, [.. Enumerable.Range(0, features.RowCount)]);
        float[] small = rows.Draw(1_000, 1).Values, large = rows.Draw(100_000, 2).Values;
        Write(folder, "train", rows.Values);
        Write(folder, "small", small);
        Write(folder, "large", large);

        if (cold.Count == 0)
        {
            cold.Add(Text($"fit {Cost.Of(() => Train(features, 0, null)).CpuSeconds * 1000:0} ms"));
            cold.Add(Text($"then fit with contamination 0.1 {Cost.Of(() => Train(features, 0, 0.1)).CpuSeconds * 1000:0} ms ({name})"));
        }

        // Warm: the compiler has seen every loop often enough to be done with it.
        for (int repeat = 0; repeat < 30 && features.RowCount <= 50_000; repeat++) Ours(features, small, large[..(features.FeatureCount * 5_000)], 0);
        var ours = new List<IsolationFigures>();
        var theirs = new List<IsolationFigures>();
        for (int round = 0; round < rounds; round++)
        {
            ours.Add(Ours(features, small, large, round));
            if (peer is not null) theirs.Add(peer.Measure<IsolationFigures>(folder, features.FeatureCount.ToString(CultureInfo.InvariantCulture), round.ToString(CultureInfo.InvariantCulture)));
        }

        for (int work = 0; work < Work.Length; work++)
        {
            double our = Median(ours, work), their = Median(theirs, work);
            Console.WriteLine(Text($"| {name} | {features.RowCount:N0} × {features.FeatureCount} | {Work[work]} | {our * 1000:0.00} | {(peer is null ? "skipped" : Text($"{their * 1000:0.0}"))} | {(peer is null ? "" : Text($"{their / our:0.0}"))} |"));
        }
    }

    private static IsolationFigures Ours(FeatureMatrix features, float[] small, float[] large, int seed)
    {
        var scorer = Scorer.Compile(Train(features, seed, null).Model, new ScorerOptions { MaxThreads = 1 });
        double[] scores = new double[large.Length / features.FeatureCount];
        return new IsolationFigures(
            RepeatedCost.Of(() => Train(features, seed, null)),
            RepeatedCost.Of(() => Train(features, seed, 0.1)),
            RepeatedCost.Of(() => scorer.Score(small, scores.AsSpan(0, small.Length / features.FeatureCount))),
            RepeatedCost.Of(() => scorer.Score(large, scores)));
    }

    private static TrainedIsolationForest Train(FeatureMatrix features, int seed, double? contamination) =>
        new IsolationForestTrainer(new IsolationForestOptions { Seed = (ulong)seed, MaxThreads = 1, Contamination = contamination, ScoreTrainingRows = contamination is not null }).Train(features);

    private static double Median(List<IsolationFigures> rounds, int work) => rounds.Count == 0 ? double.NaN : rounds.Select(round => round.All[work]).Median();

    private static void Write(string folder, string part, float[] values) => File.WriteAllBytes(Path.Combine(folder, part + ".f32"), MemoryMarshal.AsBytes(values.AsSpan()));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
