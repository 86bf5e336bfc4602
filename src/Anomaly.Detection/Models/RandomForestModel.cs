using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Models;

/// <summary>A random forest: the score of a row is the mean, over the trees, of the anomaly probability in the leaf it ends in. Immutable.</summary>
/// <remarks>Breiman, "Random forests" (2001), with soft votes, as scikit-learn counts them.</remarks>
public sealed class RandomForestModel : ITreeModel
{
    /// <summary>Makes a forest from its trees.</summary>
    /// <param name="trees">At least one tree, every leaf value a probability in [0, 1].</param>
    /// <param name="featureCount">The length of a row, at least 1; every feature a tree asks for is below it.</param>
    /// <exception cref="ArgumentException">There is no tree, or a tree asks for a feature or holds a value out of range.</exception>
    public RandomForestModel(ImmutableArray<DecisionTree> trees, int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        if (trees.IsDefaultOrEmpty) throw new ArgumentException("A forest has at least one tree.", nameof(trees));
        for (int tree = 0; tree < trees.Length; tree++)
        {
            if (trees[tree] is null) throw new ArgumentException($"Tree {tree} is null.", nameof(trees));
            if (FindFault(trees[tree], featureCount) is { } fault) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Tree {tree}, node {fault.Node}: {fault.Problem}"), nameof(trees));
        }

        Trees = trees;
        FeatureCount = featureCount;
    }

    private RandomForestModel(int featureCount, ImmutableArray<DecisionTree> trees)
    {
        Trees = trees;
        FeatureCount = featureCount;
    }

    /// <summary>The trees, in the order in which their values are added.</summary>
    public ImmutableArray<DecisionTree> Trees { get; }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <summary>The number of nodes of all trees together.</summary>
    public long NodeCount => Trees.Sum(tree => (long)tree.NodeCount);

    /// <summary>Scores one row: the mean of the leaf values, added in tree order.</summary>
    /// <inheritdoc/>
    public double Score(ReadOnlySpan<float> row)
    {
        if (row.Length != FeatureCount) throw new ArgumentException($"The row has {row.Length} features, but the forest was trained on {FeatureCount}.", nameof(row));
        double sum = 0;
        foreach (DecisionTree tree in Trees) sum += tree.Score(row);
        return ScoreOf(sum);
    }

    bool ITreeModel.ReadsRowsOnly => true;

    double ITreeModel.ScoreOf(double sum) => ScoreOf(sum);

    /// <summary>Makes a forest whose every feature and leaf value was checked when it was read, number by number.</summary>
    /// <param name="trees">At least one tree.</param>
    /// <param name="featureCount">The length of a row.</param>
    internal static RandomForestModel FromChecked(ImmutableArray<DecisionTree> trees, int featureCount) => new(featureCount, trees);

    /// <summary>Looks for a node that does not fit a forest over so many features.</summary>
    internal static TreeFault? FindFault(DecisionTree tree, int featureCount)
    {
        ReadOnlySpan<int> features = tree.Feature;
        ReadOnlySpan<double> values = tree.Value;
        for (int node = 0; node < features.Length; node++)
        {
            int feature = features[node];
            if (feature >= featureCount) return new TreeFault(node, "feature", $"feature {feature} is asked for, but rows have {featureCount} features");
            double value = values[node];
            if (feature == DecisionTree.Leaf && !(value is >= 0 and <= 1)) return new TreeFault(node, "probability", string.Create(CultureInfo.InvariantCulture, $"the leaf's value {value} is not a probability in [0, 1]"));
        }

        return null;
    }

    private double ScoreOf(double sum) => sum / Trees.Length;
}
