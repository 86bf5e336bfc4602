using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

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
}
