using System.Globalization;
using System.Text;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Explanation;

/// <summary>Decision trees in DOT, the language of Graphviz, whose <c>dot -Tsvg</c> draws them.</summary>
/// <remarks>A box asks what rows that go left have in common; leaves are ellipses. Each node tells its value and its share of the training rows' weight. scikit-learn's <c>export_graphviz</c>.</remarks>
public static class TreeDot
{
    /// <summary>Writes a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="featureNames">One name per feature; any text, as it is escaped, and control characters are replaced. Default: null, x0, x1, …</param>
    /// <param name="mostDepth">Splits on the way to the deepest nodes that are drawn, at least 0; of what is left out the number of nodes is told. Default: null, all.</param>
    /// <returns>A whole <c>digraph</c>, in ASCII quotes and UTF-8 names; the same in every culture.</returns>
    /// <exception cref="ArgumentException">The tree asks for a feature without a name, or the depth is negative.</exception>
    public static string Of(DecisionTree tree, IReadOnlyList<string>? featureNames = null, int? mostDepth = null)
    {
        ArgumentNullException.ThrowIfNull(tree);
        return Of(tree, new NamedSplits(tree, featureNames), mostDepth);
    }

    /// <summary>Writes a tree in given words.</summary>
    internal static string Of(DecisionTree tree, SplitWords words, int? mostDepth)
    {
        var text = new StringBuilder("digraph tree {\n  node [shape=box, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\"];\n");
        foreach ((int node, int depth, int parent) in TreeFigures.Walk(tree, mostDepth))
        {
            bool isLeaf = tree.Feature[node] == DecisionTree.Leaf;
            bool isCut = !isLeaf && depth == mostDepth;
            string figures = TreeFigures.Of(tree, node);
            string label = isLeaf ? figures
                : isCut ? string.Create(CultureInfo.InvariantCulture, $"{figures}\n{TreeFigures.CountBelow(tree, node)} nodes below")
                : $"{words.Of(SplitRange.Of(tree, node, isLeft: true))}\n{figures}";
            text.Append(CultureInfo.InvariantCulture, $"  n{node} [label={Quoted(label)}{(isLeaf ? ", shape=ellipse" : isCut ? ", style=dashed" : "")}];\n");
            if (parent >= 0) text.Append(CultureInfo.InvariantCulture, $"  n{parent} -> n{node} [label=\"{(node == parent + 1 ? "yes" : "no")}\"];\n");
        }

        return text.Append("}\n").ToString();
    }

    // In a quoted text only the quote ends it; in a label backslashes stand for themselves when doubled, and & begins an entity.
    private static string Quoted(string label) =>
        "\"" + string.Join("\\n", label.Split('\n').Select(line => SplitWords.OneLine(line).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal))) + "\"";
}
