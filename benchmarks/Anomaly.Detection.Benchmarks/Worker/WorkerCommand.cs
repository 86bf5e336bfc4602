using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Scoring;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Benchmarks.Worker;

/// <summary><c>worker DATADIR CFG TREES THREADS FORESTDIR</c>: one measurement for the harness of the peers, as one line of JSON.</summary>
/// <remarks>
/// Trains once cold, compilation by the JIT included, and then again a few times, warm. Where FORESTDIR holds a forest, scores that one and compares; training a forest of one's own and scoring it would time another forest than the peers have.
/// </remarks>
internal static class WorkerCommand
{
    private const string Usage = "worker DATADIR CFG TREES THREADS FORESTDIR [--seed N] [--oob] [--search exact|binned|auto] [--train-only]";

    private const int FewestWarm = 1;
    private const int MostWarm = 8;
    private static readonly TimeSpan WarmLimit = TimeSpan.FromSeconds(3);

    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <exception cref="UsageException">An argument or a file is not what was expected.</exception>
    public static int Run(string[] arguments)
    {
        var parsed = Arguments.Parse(arguments, Usage, ["DATADIR", "CFG", "TREES", "THREADS", "FORESTDIR"], ["--seed", "--search"], "--oob", "--train-only");
        var job = new ForestJob(ForestConfiguration.Named(parsed.Choice("CFG", ForestConfiguration.Names)), parsed.Count("TREES"), parsed.Count("THREADS"), parsed.Seed("--seed", 42));
        SplitSearch search = OurOptions.Named(parsed);
        var options = OurOptions.For(job, parsed.Has("--oob"), search);
        var folder = RowFolder.Open(parsed.Text("DATADIR"));

        (Cost cold, Cost warm, RandomForestModel model) = Train(options, folder.Read("train"));
        LabelledRows test = folder.Read("test");
        double[] scores = [.. Enumerable.Range(0, test.Count).Select(row => model.Score(test.Row(row)))];
        SharedForest? shared = parsed.Has("--train-only") ? null : SharedForest.Open(parsed.Text("FORESTDIR"), folder);
        ScoringFigures? scoring = shared is null ? null : ScoringFigures.Measure(shared, OurScoring.Export(shared.Forest));
        var result = new WorkerResult
        {
            Data = folder.Name,
            Cfg = job.Configuration.Name,
            Trees = job.TreeCount,
            Threads = job.Threads,
            Seed = job.Seed,
            Search = search.ToString(),
            Oob = parsed.Has("--oob"),
            Version = PackageVersions.Ours,
            TrainS = cold.WallSeconds,
            TrainCpuS = cold.CpuSeconds,
            TrainWarmS = warm.WallSeconds,
            TrainWarmCpuS = warm.CpuSeconds,
            TrainMb = cold.Megabytes,
            Nodes = model.NodeCount,
            Auc = Metrics.RocAuc(scores, test.IsAnomaly),
            Ap = Metrics.AveragePrecision(scores, test.IsAnomaly),
            LoadMs = scoring?.LoadMs,
            ModelMb = scoring?.ModelMb,
            Single = scoring?.Single,
            Batch1000 = scoring?.Batch1000,
            Batch100000 = scoring?.Batch100000,
            Unequal = scoring?.Unequal,
        };
        Console.WriteLine(JsonSerializer.Serialize(result, Format));
        return 0;
    }

    private static (Cost Cold, Cost Warm, RandomForestModel Model) Train(RandomForestOptions options, LabelledRows rows)
    {
        var features = FeatureMatrix.FromRows(rows.Values, rows.FeatureCount);
        TrainedForest? forest = null;
        var cold = Cost.Of(Once);

        // The first of these still meet code that is being replaced by better code.
        List<Cost> warm = [];
        long begin = Stopwatch.GetTimestamp();
        while (warm.Count < FewestWarm || (warm.Count < MostWarm && Stopwatch.GetElapsedTime(begin) < WarmLimit)) warm.Add(Cost.Of(Once));

        // Memory given back before the training would hide as much of its growth.
        GC.KeepAlive(rows);
        return (cold, warm.MinBy(cost => cost.CpuSeconds), forest!.Model);

        void Once() => forest = new RandomForestTrainer(options).Train(features, rows.IsAnomaly);
    }
}
