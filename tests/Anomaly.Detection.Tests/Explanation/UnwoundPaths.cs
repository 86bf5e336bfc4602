using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Explanation;

/// <summary>TreeSHAP as published: Lundberg et al. (2020), algorithm 2, with paths that are extended on the way down and unwound at leaves. In decimal arithmetic of doubles, slow.</summary>
internal static class UnwoundPaths
{
    public static double[] Values(RandomForestModel forest, float[] row)
    {
        double[] values = new double[forest.FeatureCount];
        foreach (DecisionTree tree in forest.Trees) Recurse(tree, row, 0, [], 1, 1, -1, values);
        return [.. values.Select(value => value / forest.Trees.Length)];
    }

    private static void Recurse(DecisionTree tree, float[] row, int node, List<Element> parent, double zero, double one, int player, double[] values)
    {
        List<Element> path = Extended(parent, zero, one, player);
        int asked = tree.Feature[node];
        if (asked == DecisionTree.Leaf)
        {
            for (int i = 1; i < path.Count; i++)
            {
                double weight = Unwound(path, i).Sum(element => element.Weight);
                values[path[i].Player] += weight * (path[i].One - path[i].Zero) * tree.Value[node];
            }

            return;
        }

        bool goesLeft = float.IsNaN(row[asked]) ? tree.MissingGoesLeft[node] : row[asked] <= tree.Threshold[node];
        (int hot, int cold) = goesLeft ? (node + 1, tree.RightChild[node]) : (tree.RightChild[node], node + 1);
        double zeroBefore = 1, oneBefore = 1;
        int earlier = path.FindIndex(element => element.Player == asked);
        if (earlier >= 0)
        {
            (zeroBefore, oneBefore) = (path[earlier].Zero, path[earlier].One);
            path = Unwound(path, earlier);
        }

        Recurse(tree, row, hot, path, zeroBefore * Part(tree, node, hot), oneBefore, asked, values);
        Recurse(tree, row, cold, path, zeroBefore * Part(tree, node, cold), 0, asked, values);
    }

    private static double Part(DecisionTree tree, int node, int child)
    {
        double left = tree.Cover[node] > 0 ? tree.Cover[node + 1] / tree.Cover[node] : 0.5;
        return child == node + 1 ? left : 1 - left;
    }

    private static List<Element> Extended(List<Element> parent, double zero, double one, int player)
    {
        List<Element> path = [.. parent, new Element(player, zero, one, parent.Count == 0 ? 1 : 0)];
        int last = path.Count - 1;
        for (int i = last - 1; i >= 0; i--)
        {
            path[i + 1] = path[i + 1] with { Weight = path[i + 1].Weight + (one * path[i].Weight * (i + 1) / (last + 1)) };
            path[i] = path[i] with { Weight = zero * path[i].Weight * (last - i) / (last + 1) };
        }

        return path;
    }

    private static List<Element> Unwound(List<Element> extended, int index)
    {
        List<Element> path = [.. extended];
        int last = path.Count - 1;
        (double zero, double one) = (path[index].Zero, path[index].One);
        double next = path[last].Weight;
        for (int i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                double weight = next * (last + 1) / ((i + 1) * one);
                next = path[i].Weight - (weight * zero * (last - i) / (last + 1));
                path[i] = path[i] with { Weight = weight };
            }
            else
            {
                path[i] = path[i] with { Weight = zero == 0 ? 0 : path[i].Weight * (last + 1) / (zero * (last - i)) };
            }
        }

        for (int i = index; i < last; i++) path[i] = path[i + 1] with { Weight = path[i].Weight };
        path.RemoveAt(last);
        return path;
    }

    private readonly record struct Element(int Player, double Zero, double One, double Weight);
}
