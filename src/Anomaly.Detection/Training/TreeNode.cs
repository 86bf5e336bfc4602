namespace Anomaly.Detection.Training;

/// <summary>A node under way: a range of the tree's row order.</summary>
/// <param name="Start">First place of the range.</param>
/// <param name="End">Place after the last one.</param>
/// <param name="Depth">Splits above it.</param>
/// <param name="Sums">What its rows weigh, before class weights.</param>
/// <param name="KnownConstants">How many features its ancestors found constant.</param>
internal readonly record struct TreeNode(int Start, int End, int Depth, ClassSums Sums, int KnownConstants)
{
    public int RowCount => End - Start;

    /// <summary>What the values of its leaves are held within.</summary>
    public ValueBounds Bounds { get; init; } = ValueBounds.All;
}
