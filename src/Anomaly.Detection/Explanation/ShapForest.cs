using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Explanation;

/// <summary>A forest, prepared for Shapley values, and the rule that integrates them. Immutable.</summary>
internal sealed class ShapForest
{
    // For more than twice as many players on one way the rule is not exact; for a thousand its error is still below 1e−12.
    private const int MostPoints = 128;

    public ShapForest(ShapTree[] trees, int playerCount)
    {
        Trees = trees;
        PlayerCount = playerCount;
        MostSlots = trees.Max(tree => tree.SlotCount);
        MostSplits = trees.Max(tree => tree.Splits.Length);
        MostPlayers = trees.Max(tree => tree.MostPlayers);

        // n points are exact up to degree 2n − 1, and d players make a polynomial of degree d − 1.
        Rule = GaussLegendre.Of(Math.Clamp((MostPlayers + 1) / 2, 1, MostPoints));
    }

    public ShapTree[] Trees { get; }

    /// <summary>The length of a row.</summary>
    public int PlayerCount { get; }

    /// <summary>The slots of the tree that has most.</summary>
    public int MostSlots { get; }

    /// <summary>The splits of the tree that has most.</summary>
    public int MostSplits { get; }

    /// <summary>The most different players on one way from a root to a leaf.</summary>
    public int MostPlayers { get; }

    /// <summary>At which probabilities of being known the worth of players is asked for, and how much each counts.</summary>
    public GaussLegendre Rule { get; }

    public int PointCount => Rule.Points.Length;
}
