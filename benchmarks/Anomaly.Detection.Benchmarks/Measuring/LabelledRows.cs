namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>Rows that every peer is given alike: 32-bit floats laid end to end, and one label a row.</summary>
/// <param name="Values">Row-major; length = rows × <paramref name="FeatureCount"/>.</param>
/// <param name="IsAnomaly">One label a row.</param>
/// <param name="FeatureCount">The length of a row.</param>
internal sealed record LabelledRows(float[] Values, bool[] IsAnomaly, int FeatureCount)
{
    public int Count => IsAnomaly.Length;

    public int AnomalyCount => IsAnomaly.AsSpan().Count(true);

    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * FeatureCount, FeatureCount);
}
