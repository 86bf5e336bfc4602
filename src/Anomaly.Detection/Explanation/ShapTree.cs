using Anomaly.Detection.Models;

namespace Anomaly.Detection.Explanation;

/// <summary>A tree, prepared for Shapley values. Immutable.</summary>
internal sealed class ShapTree
{
    private ShapTree(ShapSplit[] splits, double[] shares, int[] nodes, int[] leafSlots, double[] leafValues, int mostPlayers)
    {
        Splits = splits;
        Shares = shares;
        Nodes = nodes;
        LeafSlots = leafSlots;
        LeafValues = leafValues;
        MostPlayers = mostPlayers;
    }

    /// <summary>The splits in preorder: parents before children.</summary>
    public ShapSplit[] Splits { get; }

    /// <summary>Per slot: the share of its node; see <see cref="ShapSplit"/>.</summary>
    public double[] Shares { get; }

    /// <summary>Per slot: the index of its split, or the complement (~) of the index of its leaf.</summary>
    public int[] Nodes { get; }

    /// <summary>Per leaf, in preorder: its slot.</summary>
    public int[] LeafSlots { get; }

    /// <summary>Per leaf, in preorder: its value.</summary>
    public double[] LeafValues { get; }

    /// <summary>The most different players on one way from the root to a leaf.</summary>
    public int MostPlayers { get; }

    /// <summary>The number of slots: one a node, and one before the root.</summary>
    public int SlotCount => Splits.Length + LeafSlots.Length + 1;

    /// <summary>Prepares a tree.</summary>
    public static ShapTree Of(DecisionTree tree, int playerCount)
    {
        int splitCount = tree.NodeCount / 2;
        var splits = new ShapSplit[splitCount];
        int[] leafSlots = new int[splitCount + 1];
        double[] leafValues = new double[splitCount + 1];
        double[] shares = new double[tree.NodeCount + 1];
        int[] nodes = new int[tree.NodeCount + 1];
        shares[0] = 1;
        var way = new WayDown(playerCount);
        int mostPlayers = 0, split = 0, leaf = 0;
        for (int node = 0; node < tree.NodeCount; node++)
        {
            int slot = node + 1;
            mostPlayers = Math.Max(mostPlayers, way.PlayerCount);
            int player = tree.Feature[node];
            if (player == DecisionTree.Leaf)
            {
                nodes[slot] = ~leaf;
                leafSlots[leaf] = slot;
                leafValues[leaf++] = tree.Value[node];
                way.LeaveLeaf(slot + 1);
                continue;
            }

            int earlier = way.LastSlotOf(player);
            var added = new ShapSplit
            {
                Slot = slot,
                Right = tree.RightChild[node] + 1,
                Player = player,
                Earlier = earlier,
                Threshold = tree.Threshold[node],
                MissingGoesLeft = tree.MissingGoesLeft[node],
                LeftPart = LeftPartOf(tree, node),
                EarlierShare = shares[earlier],
            };
            nodes[slot] = split;
            splits[split++] = added;
            shares[slot + 1] = added.LeftShare;
            shares[added.Right] = added.RightShare;
            way.Ask(player, slot + 1);
        }

        return new ShapTree(splits, shares, nodes, leafSlots, leafValues, mostPlayers);
    }

    // As in the mean of a split's value: children that nothing came to count alike.
    private static double LeftPartOf(DecisionTree tree, int node) =>
        tree.Cover[node] > 0 ? tree.Cover[node + 1] / tree.Cover[node] : 0.5;
}
