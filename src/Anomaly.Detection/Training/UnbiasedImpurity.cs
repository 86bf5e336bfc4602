using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>How far the splits of one tree reduce an impurity that in-bag and out-of-bag rows have together.</summary>
/// <remarks>
/// With the shares p of the classes among the draws of the bag, q those among the out-of-bag rows, and ω the share of the draws that came to a node:
/// <code>
///     H(t) = 1 − Σₖ pₖ(t)·qₖ(t)          gain of a split = ω(t)·H(t) − ω(left)·H(left) − ω(right)·H(right)
/// </code>
/// Where the feature of a split knows nothing of the labels, q of both children is that of the node but for chance, which knows nothing of p; and
/// since ω(t)·p(t) = ω(left)·p(left) + ω(right)·p(right), the gain is 0 but for chance, however hard the split was searched for.
/// That needs shares of rows that all count alike: weighted shares of few rows lean to the lighter class, and the more so the fewer they are.
/// </remarks>
internal static class UnbiasedImpurity
{
    /// <summary>The gains of a tree's splits, added up by feature.</summary>
    /// <remarks>A split with a child that no out-of-bag row came to says nothing and counts 0.</remarks>
    public static double[] Gains(DecisionTree tree, Bag bag, TrainingSet set, CancellationToken stop)
    {
        const int BlockLength = 4096;
        var drawn = new Counts(tree);
        var unseen = new Counts(tree);
        for (int row = 0; row < set.RowCount; row++)
        {
            if (row % BlockLength == 0) stop.ThrowIfCancellationRequested();
            if (!JudgedRows.IsPresent(set, row)) continue;
            int leaf = TreeWalk.LeafOf(tree, set.Features, row);
            if (bag.Draws[row] > 0) drawn.Add(leaf, set.IsAnomaly[row], bag.Draws[row]);
            else unseen.Add(leaf, set.IsAnomaly[row], 1);
        }

        drawn.Climb();
        unseen.Climb();
        double[] gains = new double[set.Features.FeatureCount];
        for (int node = 0; node < tree.NodeCount; node++)
        {
            int feature = tree.Feature[node];
            if (feature == DecisionTree.Leaf) continue;
            int left = node + 1;
            int right = tree.RightChild[node];
            if (unseen.Rows(left) > 0 && unseen.Rows(right) > 0) gains[feature] += (Impure(node) - Impure(left) - Impure(right)) / drawn.Rows(0);
        }

        return gains;

        // ω(t)·H(t), but for the draws of the whole bag.
        double Impure(int node) => drawn.Rows(node) - (drawn.Normals(node) * unseen.NormalShare(node)) - (drawn.Anomalies(node) * (1 - unseen.NormalShare(node)));
    }

    /// <summary>How many rows of each class came to each node.</summary>
    private sealed class Counts(DecisionTree tree)
    {
        private readonly long[] _normals = new long[tree.NodeCount];
        private readonly long[] _anomalies = new long[tree.NodeCount];

        public long Normals(int node) => _normals[node];

        public long Anomalies(int node) => _anomalies[node];

        public long Rows(int node) => _normals[node] + _anomalies[node];

        public double NormalShare(int node) => (double)_normals[node] / Rows(node);

        public void Add(int leaf, bool isAnomaly, int times)
        {
            if (isAnomaly) _anomalies[leaf] += times;
            else _normals[leaf] += times;
        }

        // Children come after their parent, so one pass from the back sees both of them first.
        public void Climb()
        {
            for (int node = tree.NodeCount - 1; node >= 0; node--)
            {
                if (tree.Feature[node] == DecisionTree.Leaf) continue;
                _normals[node] = _normals[node + 1] + _normals[tree.RightChild[node]];
                _anomalies[node] = _anomalies[node + 1] + _anomalies[tree.RightChild[node]];
            }
        }
    }
}
