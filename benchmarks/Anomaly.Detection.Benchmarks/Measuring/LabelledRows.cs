using Anomaly.Detection.Data;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>Rows that every peer is given alike: 32-bit floats laid end to end, and one label a row.</summary>
/// <param name="Values">Row-major; length = rows × <paramref name="FeatureCount"/>.</param>
/// <param name="IsAnomaly">One label a row.</param>
/// <param name="FeatureCount">The length of a row.</param>
internal sealed record LabelledRows(float[] Values, bool[] IsAnomaly, int FeatureCount)
{
    public int Count => IsAnomaly.Length;

    public int AnomalyCount => IsAnomaly.AsSpan().Count(true);

    /// <summary>Some rows of a matrix.</summary>
    public static LabelledRows Of(FeatureMatrix features, ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<int> rows)
    {
        float[] values = new float[rows.Length * features.FeatureCount];
        bool[] labels = new bool[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            features.CopyRow(rows[i], values.AsSpan(i * features.FeatureCount, features.FeatureCount));
            labels[i] = isAnomaly[rows[i]];
        }

        return new LabelledRows(values, labels, features.FeatureCount);
    }

    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * FeatureCount, FeatureCount);
}
