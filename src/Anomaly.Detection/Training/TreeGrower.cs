using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Grows trees, one after the other, with the scratch memory of one worker. No recursion: a node is a range of one row order.</summary>
internal abstract class TreeGrower(TrainingRows rows, TreeOptions options, int threads)
{
    protected NodeSplitter Splitter { get; } = NodeSplitter.Create(rows, options, threads);

    protected TreeWriter Writer { get; } = new();

    /// <summary>The grower that the options ask for.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="options">How to grow.</param>
    /// <param name="threads">Threads that the grower may use by itself; at least 1.</param>
    public static TreeGrower Create(TrainingRows rows, TreeOptions options, int threads = 1) =>
        options.MaxLeafNodes is { } maxLeafNodes ? new BestFirstGrower(rows, options, threads, maxLeafNodes) : new DepthFirstGrower(rows, options, threads);

    /// <summary>Grows a tree over the rows of a bag.</summary>
    public abstract DecisionTree Grow(Bag bag, ref RandomStream random, CancellationToken cancellationToken);

    protected void WriteLeaf(in TreeNode node) => Writer.AddLeaf(Splitter.NormalWeight(node.Sums), Splitter.AnomalyWeight(node.Sums), node.Bounds);
}
