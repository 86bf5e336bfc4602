namespace Anomaly.Detection.Explanation;

/// <summary>A split, with what Shapley values need to know of its place in the tree.</summary>
/// <remarks>
/// <para>Nodes are kept in slots: node i in slot i + 1. Slot 0 stands before the root, where nothing was asked yet: every row is on its way there, and its share is 1.</para>
/// <para>
/// The share of a node is what the covers say of its player alone: of the rows that come to where the player was asked first, the part that all its questions down to the node let
/// through, if they were asked one after the other. Questions of other players in between do not count.
/// </para>
/// </remarks>
internal readonly struct ShapSplit
{
    /// <summary>Where the split is.</summary>
    public required int Slot { get; init; }

    /// <summary>Where its right child is; the left one is in the next slot.</summary>
    public required int Right { get; init; }

    /// <summary>What is asked: a feature, or a projection behind the features.</summary>
    public required int Player { get; init; }

    /// <summary>The child of the last split above that asked the same player, on the way here; 0 where there is none.</summary>
    public required int Earlier { get; init; }

    /// <summary>Left when the value is ≤ this.</summary>
    public required float Threshold { get; init; }

    public required bool MissingGoesLeft { get; init; }

    /// <summary>The part of the split's cover that goes left, in [0, 1].</summary>
    public required double LeftPart { get; init; }

    /// <summary>The part that goes right.</summary>
    public double RightPart => 1 - LeftPart;

    /// <summary>The share of the slot <see cref="Earlier"/>.</summary>
    public required double EarlierShare { get; init; }

    /// <summary>The share of the left child.</summary>
    public double LeftShare => EarlierShare * LeftPart;

    /// <summary>The share of the right child.</summary>
    public double RightShare => EarlierShare * RightPart;

    /// <summary>Whether a value goes left.</summary>
    public bool GoesLeft(float value) => value <= Threshold | (MissingGoesLeft & float.IsNaN(value));
}
