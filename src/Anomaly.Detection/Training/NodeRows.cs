namespace Anomaly.Detection.Training;

/// <summary>The rows of a node, in table order, with their weight and label beside them. Every row weighs more than 0.</summary>
internal readonly ref struct NodeRows(ReadOnlySpan<int> rows, ReadOnlySpan<double> weights, ReadOnlySpan<bool> isAnomaly)
{
    public ReadOnlySpan<int> Rows { get; } = rows;

    public ReadOnlySpan<double> Weights { get; } = weights;

    public ReadOnlySpan<bool> IsAnomaly { get; } = isAnomaly;

    public int Count => Rows.Length;
}
