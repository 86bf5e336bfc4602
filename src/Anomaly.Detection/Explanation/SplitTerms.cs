namespace Anomaly.Detection.Explanation;

/// <summary>What a split multiplies by at one point, and what its player is given per worth: all that can happen to a row that the player has not failed before.</summary>
internal readonly struct SplitTerms
{
    /// <summary>The left child's factor for rows that go there, per factor of the player's question before.</summary>
    public required double LeftTaken { get; init; }

    /// <summary>The left child's factor for rows that go right.</summary>
    public required double LeftOther { get; init; }

    /// <summary>The right child's factor for rows that go there.</summary>
    public required double RightTaken { get; init; }

    /// <summary>The right child's factor for rows that go left.</summary>
    public required double RightOther { get; init; }

    /// <summary>The player's part per worth of the left child, for rows that go there.</summary>
    public required double OfLeft { get; init; }

    /// <summary>The player's part per worth of the right child, for rows that go there.</summary>
    public required double OfRight { get; init; }

    /// <summary>The player's part, per worth, of its question before.</summary>
    public required double OfEarlier { get; init; }

    /// <summary>Works out the terms of all splits of a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="known">The point: the probability that a player is known.</param>
    /// <param name="terms">Receives one entry a split.</param>
    public static void Fill(ShapTree tree, double known, Span<SplitTerms> terms)
    {
        double unknown = 1 - known;
        for (int i = 0; i < terms.Length; i++)
        {
            ref readonly ShapSplit split = ref tree.Splits[i];
            double leftShare = split.LeftShare, rightShare = split.RightShare;
            double leftFactor = leftShare + (known * (1 - leftShare));
            double rightFactor = rightShare + (known * (1 - rightShare));
            double inverse = 1 / (split.EarlierShare + (known * (1 - split.EarlierShare)));
            terms[i] = new SplitTerms
            {
                LeftTaken = inverse * leftFactor,
                LeftOther = inverse * (unknown * leftShare),
                RightTaken = inverse * rightFactor,
                RightOther = inverse * (unknown * rightShare),
                OfLeft = 1 / leftFactor * (1 - leftShare),
                OfRight = 1 / rightFactor * (1 - rightShare),
                OfEarlier = inverse * (1 - split.EarlierShare),
            };
        }
    }
}
