using Anomaly.Detection.Data;
using Anomaly.Detection.Inference;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Rows for isolation forests, and forests of each kind of split.</summary>
internal static class IsolationSamples
{
    public static TheoryData<string> Kinds => ["axis-parallel", "extended", "subsets"];

    /// <summary>The options of a kind.</summary>
    public static IsolationForestOptions Options(string kind) => kind switch
    {
        "extended" => new IsolationForestOptions { ExtensionLevel = 1 },
        "subsets" => new IsolationForestOptions { CategoricalSplits = CategoricalSplits.RandomSubset },
        _ => new IsolationForestOptions(),
    };

    /// <summary>A forest of a kind; with subsets, feature 0 holds categories.</summary>
    public static TrainedIsolationForest Train(string kind, FeatureMatrix features) => Train(Options(kind), features);

    public static TrainedIsolationForest Train(IsolationForestOptions options, FeatureMatrix features) =>
        new IsolationForestTrainer(options).Train(features, options.CategoricalSplits == CategoricalSplits.RandomSubset ? [0] : []);

    /// <summary>Normal values around 0; feature 0 is rounded, so that it may stand for categories.</summary>
    public static FeatureMatrix Blobs(int rows, int features, ulong seed, double missingShare = 0)
    {
        var random = new RandomStream(seed);
        float[] values = new float[rows * features];
        for (int i = 0; i < values.Length; i++)
        {
            float value = (float)NormalDraw.Next(ref random);
            values[i] = random.NextDouble() < missingShare ? float.NaN : i % features == 0 ? MathF.Round(value * 2) : value;
        }

        return FeatureMatrix.FromRows(values, features);
    }

    /// <summary>All rows, laid end to end.</summary>
    public static float[] RowsOf(FeatureMatrix features)
    {
        float[] rows = new float[features.RowCount * features.FeatureCount];
        for (int row = 0; row < features.RowCount; row++) features.CopyRow(row, rows.AsSpan(row * features.FeatureCount, features.FeatureCount));
        return rows;
    }

    public static double[] Scores(IAnomalyModel model, float[] rows)
    {
        double[] scores = new double[rows.Length / model.FeatureCount];
        Scorer.Compile(model).Score(rows, scores);
        return scores;
    }
}
