using System.Globalization;
using System.Text;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Explanation;

/// <summary>Decision trees as indented text.</summary>
/// <remarks>
/// <code>
/// clicks_count ≤ 31.5 or missing
///   hour ≤ 5.5 → 0.4 (12 %)
///   hour > 5.5 or missing → 0.05 (80 %)
/// clicks_count > 31.5 → 0.83 (8 %)
/// </code>
/// A line is what a node's rows have in common beyond those of the node above; a leaf tells its value, and its share of the training rows' weight. scikit-learn's <c>export_text</c>.
/// </remarks>
public static class TreeText
{
    /// <summary>Writes a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="featureNames">One name per feature; control characters in them are replaced. Default: null, x0, x1, …</param>
    /// <param name="mostDepth">Splits on the way to the deepest nodes that are shown, at least 0; of what is left out the number of nodes is told. Default: null, all.</param>
    /// <returns>Lines without a line break at the end; the same in every culture.</returns>
    /// <exception cref="ArgumentException">The tree asks for a feature without a name, or the depth is negative.</exception>
    public static string Of(DecisionTree tree, IReadOnlyList<string>? featureNames = null, int? mostDepth = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Of(tree, new NamedSplits(tree, featureNames), mostDepth);
    }

    /// <summary>Writes the way of a row down a tree: a line per split, with what the row holds and which way it goes, and the leaf.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="row">Encoded features; NaN is missing.</param>
    /// <param name="featureNames">One name per feature. Default: null, x0, x1, …</param>
    /// <returns>Lines such as <c>clicks_count = 48: clicks_count > 31.5</c>, and last <c>→ 0.83 (8 %)</c>.</returns>
    /// <exception cref="ArgumentException">The tree asks for a feature without a name, or the row is too short for the tree.</exception>
    public static string PathOf(DecisionTree tree, ReadOnlySpan<float> row, IReadOnlyList<string>? featureNames = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        foreach (int feature in tree.Feature)
        {
            if (feature >= row.Length) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The tree asks for feature {feature}, but the row has {row.Length}."), nameof(row));
        }

        return PathOf(tree, row, row, new NamedSplits(tree, featureNames));
    }

    /// <summary>Writes a tree in given words.</summary>
    internal static string Of(DecisionTree tree, SplitWords words, int? mostDepth)
    {
        var text = new StringBuilder();
        foreach ((int node, int depth, int parent) in TreeFigures.Walk(tree, mostDepth))
        {
            bool isLeaf = tree.Feature[node] == DecisionTree.Leaf;
            bool isCut = !isLeaf && depth == mostDepth;
            if (parent < 0 && !isLeaf && !isCut) continue;
            if (text.Length > 0) text.Append('\n');
            if (parent >= 0) text.Append(' ', 2 * (depth - 1)).Append(words.Of(SplitRange.Of(tree, parent, isLeft: node == parent + 1)));
            if (isLeaf || isCut) text.Append(parent < 0 ? "→ " : " → ").Append(TreeFigures.Of(tree, node));
            if (isCut) text.Append(CultureInfo.InvariantCulture, $", {TreeFigures.CountBelow(tree, node)} nodes below");
        }

        return text.ToString();
    }

    /// <summary>Writes a way down in given words.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="askable">What its splits ask for: features, and projections behind them.</param>
    /// <param name="row">What the words tell of.</param>
    /// <param name="words">The words.</param>
    internal static string PathOf(DecisionTree tree, ReadOnlySpan<float> askable, ReadOnlySpan<float> row, SplitWords words)
    {
        var text = new StringBuilder();
        int node = 0;
        while (tree.Feature[node] != DecisionTree.Leaf)
        {
            float value = askable[tree.Feature[node]];
            bool isLeft = float.IsNaN(value) ? tree.MissingGoesLeft[node] : value <= tree.Threshold[node];
            text.Append(words.Of(tree.Feature[node], row)).Append(": ").Append(words.Of(SplitRange.Of(tree, node, isLeft))).Append('\n');
            node = isLeft ? node + 1 : tree.RightChild[node];
        }

        return text.Append("→ ").Append(TreeFigures.Of(tree, node)).ToString();
    }
}
