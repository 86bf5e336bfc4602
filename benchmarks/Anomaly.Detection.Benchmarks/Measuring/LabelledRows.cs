using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

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

    /// <summary>So many of these rows, drawn with replacement.</summary>
    public LabelledRows Draw(int count, ulong seed)
    {
        var random = new RandomStream(seed);
        float[] values = new float[count * FeatureCount];
        bool[] labels = new bool[count];
        for (int i = 0; i < count; i++)
        {
            int row = random.NextInt(Count);
            Row(row).CopyTo(values.AsSpan(i * FeatureCount));
            labels[i] = IsAnomaly[row];
        }

        return new LabelledRows(values, labels, FeatureCount);
    }

    public ReadOnlySpan<float> Row(int row) => Rows(row, 1);

    /// <summary>Neighbouring rows, laid end to end.</summary>
    public ReadOnlySpan<float> Rows(int first, int count) => Values.AsSpan(first * FeatureCount, count * FeatureCount);
}
