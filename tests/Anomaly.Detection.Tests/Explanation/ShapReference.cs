using Anomaly.Detection.Models;

namespace Anomaly.Detection.Tests.Explanation;

/// <summary>Shapley values by their definition: the sum over all subsets of players of what one adds.</summary>
internal static class ShapReference
{
    /// <summary>What a tree gives a row of which only some players are known: splits on others send it both ways, by cover.</summary>
    public static double PathDependentWorth(DecisionTree tree, ReadOnlySpan<float> row, uint known, int node = 0)
    {
        int player = tree.Feature[node];
        if (player == DecisionTree.Leaf) return tree.Value[node];
        int left = node + 1, right = tree.RightChild[node];
        if ((known >> player & 1) != 0)
        {
            bool goesLeft = float.IsNaN(row[player]) ? tree.MissingGoesLeft[node] : row[player] <= tree.Threshold[node];
            return PathDependentWorth(tree, row, known, goesLeft ? left : right);
        }

        double part = tree.Cover[node] > 0 ? tree.Cover[left] / tree.Cover[node] : 0.5;
        return (part * PathDependentWorth(tree, row, known, left)) + ((1 - part) * PathDependentWorth(tree, row, known, right));
    }

    /// <summary>The mean score of a row whose unknown features come from background rows.</summary>
    public static double InterventionalWorth(Func<float[], double> score, float[] row, IReadOnlyList<float[]> background, uint known) =>
        background.Average(other => score([.. row.Select((value, feature) => (known >> feature & 1) != 0 ? value : other[feature])]));

    /// <summary>The values of all players.</summary>
    /// <param name="playerCount">At most some dozen.</param>
    /// <param name="worth">What a set of known players, a bit each, is worth.</param>
    public static double[] Values(int playerCount, Func<uint, double> worth)
    {
        double[] worths = [.. Enumerable.Range(0, 1 << playerCount).Select(known => worth((uint)known))];
        double[] values = new double[playerCount];
        for (int player = 0; player < playerCount; player++)
        {
            for (int others = 0; others < worths.Length; others++)
            {
                if ((others >> player & 1) != 0) continue;
                int count = System.Numerics.BitOperations.PopCount((uint)others);
                values[player] += Factorial(count) * Factorial(playerCount - count - 1) / Factorial(playerCount) * (worths[others | 1 << player] - worths[others]);
            }
        }

        return values;
    }

    private static double Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);
}
