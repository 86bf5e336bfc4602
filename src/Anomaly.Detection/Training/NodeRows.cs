namespace Anomaly.Detection.Training;

/// <summary>The rows of a node, in table order, with their weights beside them. Every row weighs more than 0.</summary>
internal readonly ref struct NodeRows(ReadOnlySpan<int> rows, ReadOnlySpan<RowWeight> weights)
{
    public ReadOnlySpan<int> Rows { get; } = rows;

    public ReadOnlySpan<RowWeight> Weights { get; } = weights;

    public int Count => Rows.Length;
}
