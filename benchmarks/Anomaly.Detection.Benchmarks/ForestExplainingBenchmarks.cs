using Anomaly.Detection.Benchmarks.Measuring;
using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Simulation;
using Anomaly.Detection.Training;
using BenchmarkDotNet.Attributes;

namespace Anomaly.Detection.Benchmarks;

/// <summary>Explaining encoded sessions with 200 trees on one thread, by covers and by a background.</summary>
[MemoryDiagnoser]
public class ForestExplainingBenchmarks
{
    private const int RowCount = 1000;
    private const int BackgroundRows = 100;

    private ShapExplainer _byCovers = null!;
    private ShapExplainer _byBackground = null!;
    private LabelledRows _rows = null!;
    private double[] _contributions = [];
    private int _next;

    /// <summary>How the trees are grown.</summary>
    [Params("ref", "deep")]
    public string Configuration { get; set; } = "";

    /// <summary>Trains the forest on the table of the quickstart, and draws other sessions to explain.</summary>
    [GlobalSetup]
    public void Train()
    {
        var encoder = FeatureEncoder.Fit(ReferenceDetector.Training);
        FeatureMatrix training = encoder.Encode(ReferenceDetector.Training);
        var job = new ForestJob(ForestConfiguration.Named(Configuration), TreeCount: 200, Threads: 1, Seed: 42);
        RandomForestModel forest = new RandomForestTrainer(OurOptions.For(job)).Train(training, ReferenceDetector.Training.IsAnomaly).Model;
        _byCovers = ShapExplainer.Compile(forest);
        _byBackground = ShapExplainer.Compile(forest, new ShapOptions { Background = training.Select([.. Enumerable.Range(0, BackgroundRows)]) });
        Table sessions = new SessionSimulator(new SessionSimulatorOptions { SessionCount = RowCount, AnomalyRate = 0.04, Population = 1 }).Draw();
        _rows = LabelledRows.Of(encoder.Encode(sessions), sessions.IsAnomaly, [.. Enumerable.Range(0, RowCount)]);
        _contributions = new double[RowCount * encoder.FeatureCount];
    }

    /// <summary>One row a call.</summary>
    [Benchmark]
    public void Explain1Row() => ExplainNext(_byCovers);

    /// <summary>1,000 rows.</summary>
    [Benchmark]
    public void Explain1000Rows() => _byCovers.Explain(_rows.Values, _contributions);

    /// <summary>One row a call, beside 100 rows of the training.</summary>
    [Benchmark]
    public void Explain1RowBesideABackground() => ExplainNext(_byBackground);

    private void ExplainNext(ShapExplainer explainer) => explainer.Explain(_rows.Row(_next = (_next + 1) % RowCount), _contributions.AsSpan(0, _rows.FeatureCount));
}
