using Anomaly.Detection.Benchmarks.Measuring;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Anomaly.Detection.Benchmarks.Peers;

/// <summary>ML.NET's FastForest. It limits leaves instead of depth: 1,024 is the most that depth 10 allows.</summary>
internal sealed class FastForestPeer : IPeer
{
    private const int MostLeaves = 32_768;

    private readonly MLContext _context;
    private readonly SchemaDefinition _schema;
    private readonly IDataView _training;
    private readonly FastForestBinaryTrainer _trainer;
    private BinaryPredictionTransformer<FastForestBinaryModelParameters>? _model;

    public FastForestPeer(ForestJob job, LabelledRows training)
    {
        int seed = (int)job.Seed;
        _context = new MLContext(seed);
        _schema = SchemaDefinition.Create(typeof(FastForestRow));
        _schema[nameof(FastForestRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, training.FeatureCount);
        double half = training.Count / 2.0;
        (float normal, float anomaly) = job.Configuration.IsBalanced ? ((float)(half / (training.Count - training.AnomalyCount)), (float)(half / training.AnomalyCount)) : (1, 1);
        _training = View(training, row => training.IsAnomaly[row] ? anomaly : normal);
        _trainer = _context.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            NumberOfTrees = job.TreeCount,
            NumberOfLeaves = job.Configuration.MaxDepth is { } depth ? 1 << depth : Math.Min(training.Count, MostLeaves),
            MinimumExampleCountPerLeaf = job.Configuration.MinSamplesLeaf,
            NumberOfThreads = job.Threads,
            FeatureFractionPerSplit = ForestConfiguration.DrawnFeatures(training.FeatureCount) / (double)training.FeatureCount,
            ExampleWeightColumnName = nameof(FastForestRow.Weight),
            MaximumBinCountPerFeature = 255,
            Seed = seed,
            FeatureSelectionSeed = seed,
        });
    }

    public void Train() => _model = _trainer.Fit(_training);

    public double[] Score(LabelledRows rows) => [.. _model!.Transform(View(rows, _ => 1)).GetColumn<float>("Score").Select(score => (double)score)];

    public void Dispose() => _model?.Dispose();

    private IDataView View(LabelledRows rows, Func<int, float> weight) => _context.Data.LoadFromEnumerable(
        Enumerable.Range(0, rows.Count).Select(row => new FastForestRow { Label = rows.IsAnomaly[row], Features = rows.Row(row).ToArray(), Weight = weight(row) }).ToArray(),
        _schema);
}
