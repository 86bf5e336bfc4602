using System.Globalization;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Explanation;

/// <summary>The figures that stand beside nodes.</summary>
internal static class TreeFigures
{
    /// <summary>The value of a node and its share of the training rows' weight: <c>0.83 (1.2 %)</c>; the value alone where nothing weighs anything.</summary>
    public static string Of(DecisionTree tree, int node)
    {
        string value = tree.Value[node].ToString("0.####", CultureInfo.InvariantCulture);
        return tree.Cover[0] > 0 ? $"{value} ({Percent(tree.Cover[node] / tree.Cover[0])})" : value;
    }

    /// <summary>A share as percent, of two digits where it is small.</summary>
    public static string Percent(double share) => share is > 0 and < 0.001 ? "less than 0.1 %" : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");

    /// <summary>How many nodes hang below one.</summary>
    public static int CountBelow(DecisionTree tree, int node)
    {
        int last = node;
        while (tree.Feature[last] != DecisionTree.Leaf) last = tree.RightChild[last];
        return last - node;
    }

    /// <summary>Nodes in preorder with their depths, down to a limit: those at the limit are the last of their way.</summary>
    public static IEnumerable<(int Node, int Depth, int Parent)> Walk(DecisionTree tree, int? mostDepth)
    {
        if (mostDepth is { } most) ArgumentOutOfRangeException.ThrowIfNegative(most, nameof(mostDepth));
        var open = new Stack<(int Node, int Depth, int Parent)>([(0, 0, -1)]);
        while (open.TryPop(out (int Node, int Depth, int Parent) next))
        {
            yield return next;
            if (tree.Feature[next.Node] == DecisionTree.Leaf || next.Depth >= mostDepth) continue;
            open.Push((tree.RightChild[next.Node], next.Depth + 1, next.Node));
            open.Push((next.Node + 1, next.Depth + 1, next.Node));
        }
    }
}
