using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Small made-up training sets.</summary>
internal static class TrainingSets
{
    /// <summary>One feature.</summary>
    public static FeatureMatrix Column(params float[] values) => FeatureMatrix.FromColumns(values);

    /// <summary>Labels written as 0 and 1.</summary>
    public static bool[] Labels(string zeroesAndOnes) => [.. zeroesAndOnes.Select(c => c == '1')];

    /// <summary>Rows whose label depends on the first two features and on chance; some values repeat, some are missing.</summary>
    public static (FeatureMatrix Features, bool[] IsAnomaly) Noisy(int rowCount, int featureCount, ulong seed, double missingShare = 0)
    {
        var random = new RandomStream(seed);
        float[][] columns = new float[featureCount][];
        for (int feature = 0; feature < featureCount; feature++)
        {
            columns[feature] = new float[rowCount];
            int levels = feature % 3 == 0 ? 1_000_000 : 3 + feature;
            for (int row = 0; row < rowCount; row++)
            {
                columns[feature][row] = random.NextDouble() < missingShare ? float.NaN : random.NextInt(levels) / (float)levels;
            }
        }

        bool[] isAnomaly = new bool[rowCount];
        for (int row = 0; row < rowCount; row++)
        {
            float signal = (float.IsNaN(columns[0][row]) ? 0.9f : columns[0][row]) + columns[featureCount > 1 ? 1 : 0][row];
            isAnomaly[row] = random.NextDouble() < (signal > 1.2f ? 0.8 : 0.15);
        }

        return (FeatureMatrix.FromColumns(columns), isAnomaly);
    }

    public static float[] Row(FeatureMatrix features, int row)
    {
        float[] values = new float[features.FeatureCount];
        features.CopyRow(row, values);
        return values;
    }

    /// <summary>A hash of a table, its labels and its weights.</summary>
    public static string Fingerprint(FeatureMatrix features, bool[] isAnomaly, double[] rowWeights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int feature = 0; feature < features.FeatureCount; feature++) hash.AppendData(MemoryMarshal.AsBytes(features.Column(feature)));
        hash.AppendData(MemoryMarshal.AsBytes(isAnomaly.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(rowWeights.AsSpan()));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>A hash of all trees and out-of-bag scores.</summary>
    public static string Fingerprint(TrainedForest forest)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (DecisionTree tree in forest.Model.Trees)
        {
            hash.AppendData(MemoryMarshal.AsBytes(tree.Feature));
            hash.AppendData(MemoryMarshal.AsBytes(tree.Threshold));
            hash.AppendData(MemoryMarshal.AsBytes(tree.MissingGoesLeft));
            hash.AppendData(MemoryMarshal.AsBytes(tree.Value));
            hash.AppendData(MemoryMarshal.AsBytes(tree.Cover));
        }

        hash.AppendData(MemoryMarshal.AsBytes(forest.OutOfBagScores.AsSpan()));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
