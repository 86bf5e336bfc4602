using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Explanation;

/// <summary>Interventional Shapley values as published (Lundberg et al. 2020): every row of the background for itself, on every way that a mixture of the two rows can take.</summary>
internal static class PairWalk
{
    public static double[] Values(RandomForestModel forest, float[] row, IReadOnlyList<float[]> background)
    {
        double[] values = new double[row.Length];
        foreach (DecisionTree tree in forest.Trees)
        {
            foreach (float[] other in background) Walk(tree, 0, row, other, new bool?[row.Length], values, 1.0 / (forest.Trees.Length * background.Count));
        }

        return values;
    }

    // Per player: true where it must come from the row, false where from the other, null where it does not matter yet.
    private static void Walk(DecisionTree tree, int node, float[] row, float[] other, bool?[] sides, double[] values, double weight)
    {
        int player = tree.Feature[node];
        if (player == DecisionTree.Leaf)
        {
            int ofRow = sides.Count(side => side == true), ofOther = sides.Count(side => side == false);
            for (int i = 0; i < sides.Length; i++)
            {
                if (sides[i] == true) values[i] += weight * tree.Value[node] * Share(ofRow, ofOther);
                if (sides[i] == false) values[i] -= weight * tree.Value[node] * Share(ofOther, ofRow);
            }

            return;
        }

        int rowChild = Child(tree, node, row[player]), otherChild = Child(tree, node, other[player]);
        if (rowChild == otherChild || sides[player] is not null)
        {
            Walk(tree, sides[player] == false ? otherChild : rowChild, row, other, sides, values, weight);
            return;
        }

        foreach (bool isOfRow in new[] { true, false })
        {
            sides[player] = isOfRow;
            Walk(tree, isOfRow ? rowChild : otherChild, row, other, sides, values, weight);
        }

        sides[player] = null;
    }

    private static int Child(DecisionTree tree, int node, float value) =>
        (float.IsNaN(value) ? tree.MissingGoesLeft[node] : value <= tree.Threshold[node]) ? node + 1 : tree.RightChild[node];

    // (own − 1)! others! / (own + others)!
    private static double Share(int own, int others)
    {
        double share = 1.0 / own;
        for (int i = 1; i <= others; i++) share *= i / (double)(own + i);
        return share;
    }
}
