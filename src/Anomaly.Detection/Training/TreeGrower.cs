using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Grows trees, one after the other, with the scratch memory of one worker. No recursion: a node is a range of one row order.</summary>
internal abstract class TreeGrower(TrainingRows rows, TreeOptions options)
{
    protected NodeSplitter Splitter { get; } = NodeSplitter.Create(rows, options);

    protected TreeWriter Writer { get; } = new();

    /// <summary>The grower that the options ask for.</summary>
    public static TreeGrower Create(TrainingRows rows, TreeOptions options) =>
        options.MaxLeafNodes is { } maxLeafNodes ? new BestFirstGrower(rows, options, maxLeafNodes) : new DepthFirstGrower(rows, options);

    /// <summary>Grows a tree over the rows of a bag.</summary>
    public abstract DecisionTree Grow(Bag bag, ref RandomStream random, CancellationToken cancellationToken);

    protected void WriteLeaf(in TreeNode node) => Writer.AddLeaf(Splitter.NormalWeight(node.Sums), Splitter.AnomalyWeight(node.Sums), node.Bounds);
}
