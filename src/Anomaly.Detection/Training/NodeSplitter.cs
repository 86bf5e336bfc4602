using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Finds the split of a node and carries it out, with the scratch memory of one worker.</summary>
internal abstract class NodeSplitter(TrainingRows rows, TreeOptions options)
{
    // Null where nothing is constrained, so that nothing is looked up.
    private readonly MonotonicConstraints? _constraints = options.MonotonicConstraints.Any ? options.MonotonicConstraints : null;

    protected TrainingRows Rows { get; } = rows;

    protected TreeOptions Options { get; } = options;

    protected Bag Bag { get; private set; } = null!;

    protected CancellationToken Stop { get; private set; }

    /// <summary>Constants that the children of the node just searched may skip.</summary>
    public abstract int ConstantCount { get; }

    /// <summary>The splitter that the options ask for.</summary>
    /// <param name="rows">The table.</param>
    /// <param name="options">How to split.</param>
    /// <param name="threads">Threads that the splitter may use by itself; at least 1.</param>
    public static NodeSplitter Create(TrainingRows rows, TreeOptions options, int threads = 1) => options.Criterion switch
    {
        SplitCriterion.Gini => Create<GiniMeasure>(rows, options, threads),
        SplitCriterion.Hellinger => Create<HellingerMeasure>(rows, options, threads),
        _ => Create<EntropyMeasure>(rows, options, threads),
    };

    /// <summary>Begins a tree over the rows of a bag.</summary>
    /// <param name="bag">The rows and their weights.</param>
    /// <param name="stop">Looked at before every feature of every node.</param>
    /// <returns>The root.</returns>
    public TreeNode BeginTree(Bag bag, CancellationToken stop)
    {
        Bag = bag;
        Stop = stop;
        return Begin();
    }

    public double NormalWeight(in ClassSums sums) => sums.Normal * Bag.NormalWeight;

    public double AnomalyWeight(in ClassSums sums) => sums.Anomaly * Bag.AnomalyWeight;

    /// <summary>Looks for the best split of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="random">The tree's random numbers.</param>
    /// <param name="decrease">The decrease of impurity it brings, times the node's share of the tree's weight.</param>
    /// <returns>The split, with its threshold, or <see cref="Split.None"/> when the node is to be a leaf.</returns>
    public abstract Split FindSplit(in TreeNode node, ref RandomStream random, out double decrease);

    /// <summary>Divides the rows of a node in place, both sides staying in table order.</summary>
    /// <param name="node">The node.</param>
    /// <param name="split">What <see cref="FindSplit"/> found for it.</param>
    /// <param name="knownConstants">How many features the children need not look at.</param>
    public abstract (TreeNode Left, TreeNode Right) Divide(in TreeNode node, in Split split, int knownConstants);

    /// <summary>Gives the children of a node the bounds of their values: below a constrained split, the middle between the two keeps them apart.</summary>
    public (TreeNode Left, TreeNode Right) HandDown(in TreeNode node, in Split split, (TreeNode Left, TreeNode Right) children)
    {
        if (_constraints is null) return children;
        (ValueBounds left, ValueBounds right) = (node.Bounds, node.Bounds);
        if (OrderOf(split.Feature) is Monotonicity order and not Monotonicity.None && split.FirstRight != Split.MissingOnly)
        {
            double middle = node.Bounds.Clip((ValueOf(children.Left) + ValueOf(children.Right)) / 2);
            ValueBounds lower = node.Bounds with { Highest = middle };
            ValueBounds upper = node.Bounds with { Lowest = middle };
            (left, right) = order == Monotonicity.Increasing ? (lower, upper) : (upper, lower);
        }

        return (children.Left with { Bounds = left }, children.Right with { Bounds = right });
    }

    /// <summary>Which way the score may go along a feature.</summary>
    protected Monotonicity OrderOf(int feature) => _constraints is null ? Monotonicity.None : _constraints[feature];

    /// <summary>Lays out the rows of the bag.</summary>
    protected abstract TreeNode Begin();

    private double ValueOf(in TreeNode node) => node.Sums.Value(Bag.NormalWeight, Bag.AnomalyWeight);

    private static NodeSplitter Create<TMeasure>(TrainingRows rows, TreeOptions options, int threads)
        where TMeasure : struct, IImpurityMeasure =>
        rows.Search.IsRandom ? new RandomSplitter<TMeasure>(rows, options)
        : rows.Bins is null ? new RankedSplitter<TMeasure>(rows, options)
        : new BinnedSplitter<TMeasure>(rows, options, threads);
}
