using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Benchmarks.Scoring;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace Anomaly.Detection.Benchmarks;

/// <summary>Scoring encoded sessions with 200 trees on one thread, beside the model's reference score.</summary>
[MemoryDiagnoser]
[CategoriesColumn]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
public class ForestScoringBenchmarks
{
    private const string One = "1 row";
    private const string Thousand = "1,000 rows";
    private const string HundredThousand = "100,000 rows";
    private const int MostRows = 100_000;

    private readonly double[] _scores = new double[MostRows];
    private RandomForestModel _forest = null!;
    private IScoringPeer _ours = null!;
    private LabelledRows _rows = null!;
    private int _next;

    /// <summary>How the trees are grown.</summary>
    [Params("ref", "deep")]
    public string Configuration { get; set; } = "";

    /// <summary>Trains the forest on the table of the quickstart, and draws other sessions to score.</summary>
    [GlobalSetup]
    public void Train()
    {
        var encoder = FeatureEncoder.Fit(ReferenceDetector.Training);
        var job = new ForestJob(ForestConfiguration.Named(Configuration), TreeCount: 200, Threads: 1, Seed: 42);
        _forest = new RandomForestTrainer(OurOptions.For(job)).Train(encoder.Encode(ReferenceDetector.Training), ReferenceDetector.Training.IsAnomaly).Model;
        _ours = OurScoring.Export(_forest).Load();
        Table sessions = new SessionSimulator(new SessionSimulatorOptions { SessionCount = MostRows, AnomalyRate = 0.04, Population = 1 }).Draw();
        _rows = LabelledRows.Of(encoder.Encode(sessions), sessions.IsAnomaly, [.. Enumerable.Range(0, MostRows)]);
    }

    /// <summary>By the model, which is slow and obvious.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory(One)]
    public double Reference1Row() => _forest.Score(NextRow());

    /// <summary>One row a call.</summary>
    [Benchmark]
    [BenchmarkCategory(One)]
    public double Score1Row() => _ours.Score(NextRow());

    /// <summary>By the model, one after the other.</summary>
    [Benchmark(Baseline = true)]
    [BenchmarkCategory(Thousand)]
    public void Reference1000Rows()
    {
        for (int row = 0; row < 1000; row++) _scores[row] = _forest.Score(_rows.Row(row));
    }

    /// <summary>A batch that fits the caches.</summary>
    [Benchmark]
    [BenchmarkCategory(Thousand)]
    public void Score1000Rows() => Score(1000);

    /// <summary>A batch that does not.</summary>
    [Benchmark]
    [BenchmarkCategory(HundredThousand)]
    public void Score100000Rows() => Score(MostRows);

    /// <summary>Lets go of what scores.</summary>
    [GlobalCleanup]
    public void Release() => _ours.Dispose();

    // Another row each time: the processor learns the way of one row by heart.
    private ReadOnlySpan<float> NextRow() => _rows.Row(_next = (_next + 1) % MostRows);

    private void Score(int rowCount) => _ours.Score(_rows.Rows(0, rowCount), _scores.AsSpan(0, rowCount));
}
