using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>A forest that is to be continued, and the proof that it was trained on the same set: its bags, drawn again, must give its leaves and its out-of-bag scores.</summary>
internal sealed class EarlierForest
{
    private readonly TrainedForest _forest;
    private readonly TrainingSet _set;

    /// <exception cref="ArgumentException">The forest has not fewer trees than are wanted, other options, or rows of another width.</exception>
    public EarlierForest(TrainedForest forest, TrainingSet set, RandomForestOptions options)
    {
        ArgumentNullException.ThrowIfNull(forest);
        ArgumentNullException.ThrowIfNull(set);
        _forest = forest;
        _set = set;
        if (TreeCount >= options.TreeCount) throw new ArgumentException($"The forest has {TreeCount} trees already; to continue it, TreeCount must be more than that, but is {options.TreeCount}.", nameof(forest));
        if (forest.Model.FeatureCount != set.Features.FeatureCount) throw new ArgumentException($"The forest was trained on {forest.Model.FeatureCount} features, but the set has {set.Features.FeatureCount}.", nameof(set));
        if (OptionDifference.Find(forest.Options, options) is { } difference) throw new ArgumentException($"The forest was trained with other options: {difference}.", nameof(forest));
    }

    public int TreeCount => _forest.Model.Trees.Length;

    /// <summary>Whether the search that was chosen for the set is that of the forest.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public void CheckSearch(SplitSearch search)
    {
        if (search != _forest.Options.SplitSearch) throw new ArgumentException($"The forest was trained with other options: SplitSearch was {_forest.Options.SplitSearch}, but is {search}.");
    }

    /// <summary>One of its trees.</summary>
    /// <param name="tree">Its number.</param>
    /// <param name="bag">The bag of that number, drawn again.</param>
    /// <exception cref="ArgumentException">The rows of the bag do not give the leaves of the tree.</exception>
    public DecisionTree Tree(int tree, Bag bag)
    {
        DecisionTree grown = _forest.Model.Trees[tree];
        var sums = new ClassSums[grown.NodeCount];
        for (int row = 0; row < _set.RowCount; row++)
        {
            if (bag.Draws[row] == 0) continue;
            double weight = bag.WeightOf(row);
            sums[TreeWalk.LeafOf(grown, _set.Features, row)].Add(_set.IsAnomaly[row] ? new RowWeight(0, weight) : new RowWeight(weight, 0));
        }

        // Rows are added in table order, as the grower adds them, so that the leaves have the same bits.
        for (int node = 0; node < sums.Length; node++)
        {
            if (grown.Feature[node] == DecisionTree.Leaf && !IsLeaf(grown, node, sums[node], bag)) throw AnotherTable($"leaf {node} of tree {tree}");
        }

        return grown;
    }

    /// <summary>Whether all of its trees together say of the rows they did not see what they said then.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public void CheckScores(OutOfBagScores scores)
    {
        if (!scores.Means().AsSpan().SequenceEqual(_forest.OutOfBagScores.AsSpan()) || !scores.Counts().AsSpan().SequenceEqual(_forest.OutOfBagTreeCounts.AsSpan())) throw AnotherTable("its out-of-bag scores");
    }

    private bool IsLeaf(DecisionTree tree, int node, in ClassSums sums, Bag bag)
    {
        double normal = sums.Normal * bag.NormalWeight;
        double anomaly = sums.Anomaly * bag.AnomalyWeight;
        if (tree.Cover[node] != normal + anomaly) return false;

        // A constrained value may have been moved.
        return _forest.Options.MonotonicConstraints.Any || tree.Value[node] == sums.Value(bag.NormalWeight, bag.AnomalyWeight);
    }

    private static ArgumentException AnotherTable(string what) =>
        new($"The forest was trained on another set: drawn again, its bags do not give {what}.");
}
