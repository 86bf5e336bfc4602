using Anomaly.Detection.Data;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>Ways of rows through a tree, in parts.</summary>
internal static class TreeWalk
{
    /// <summary>The leaf that a row ends in.</summary>
    public static int LeafOf(DecisionTree tree, FeatureMatrix features, int row)
    {
        int node = 0;
        while (tree.Feature[node] != DecisionTree.Leaf) node = Next(tree, node, features.Column(tree.Feature[node])[row]);
        return node;
    }

    /// <summary>The node that first asks a row for the feature, or the leaf that the row ends in unasked.</summary>
    public static int FirstQuestion(DecisionTree tree, FeatureMatrix features, int row, int feature)
    {
        int node = 0;
        while (tree.Feature[node] != feature && tree.Feature[node] != DecisionTree.Leaf) node = Next(tree, node, features.Column(tree.Feature[node])[row]);
        return node;
    }

    /// <summary>The score of a row from a node on, if one of its features had the value of another row.</summary>
    public static double ScoreFrom(int node, DecisionTree tree, FeatureMatrix features, int row, int feature, int otherRow)
    {
        while (tree.Feature[node] != DecisionTree.Leaf)
        {
            int asked = tree.Feature[node];
            node = Next(tree, node, features.Column(asked)[asked == feature ? otherRow : row]);
        }

        return tree.Value[node];
    }

    private static int Next(DecisionTree tree, int node, float value)
    {
        bool goesLeft = float.IsNaN(value) ? tree.MissingGoesLeft[node] : value <= tree.Threshold[node];
        return goesLeft ? node + 1 : tree.RightChild[node];
    }
}
