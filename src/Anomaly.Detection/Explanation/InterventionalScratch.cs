using System.Buffers;
using System.Numerics;

namespace Anomaly.Detection.Explanation;

/// <summary>The memory of an <see cref="InterventionalShap"/> at work, from the pools. What holds at a node stands by its depth, as only the nodes above matter.</summary>
internal readonly struct InterventionalScratch
{
    public InterventionalScratch(ShapForest forest, int mostDepth)
    {
        PlaneCount = BitOperations.Log2((uint)forest.MostPlayers) + 1;
        BackgroundPasses = ArrayPool<ulong>.Shared.Rent(forest.MostSlots);
        Passes = ArrayPool<bool>.Shared.Rent(forest.MostSlots);
        Frames = ArrayPool<Frame>.Shared.Rent(mostDepth + 1);
        Planes = ArrayPool<ulong>.Shared.Rent((mostDepth + 1) * PlaneCount);
        Gains = ArrayPool<PlayerRows>.Shared.Rent(mostDepth + 1);
        Losses = ArrayPool<int>.Shared.Rent(mostDepth + 1);
        Turns = ArrayPool<SplitTurn>.Shared.Rent(mostDepth + 1);
    }

    /// <summary>How many binary digits the number of players on a way has.</summary>
    public int PlaneCount { get; }

    /// <summary>Per slot, the rows of the background that pass all questions of its player, a bit each.</summary>
    public ulong[] BackgroundPasses { get; }

    /// <summary>Per slot, whether the row passes all questions of its player.</summary>
    public bool[] Passes { get; }

    /// <summary>Per depth, what holds at the node.</summary>
    public Frame[] Frames { get; }

    /// <summary>Per depth, for each row of the background, how many players must be taken from the row: a word for each binary digit, the lowest first.</summary>
    public ulong[] Planes { get; }

    /// <summary>The players that must be taken from the row, each with the rows of the background that it has against it.</summary>
    public PlayerRows[] Gains { get; }

    /// <summary>The players that must be taken from the background.</summary>
    public int[] Losses { get; }

    /// <summary>Where the way goes on once a left child is done.</summary>
    public SplitTurn[] Turns { get; }

    /// <summary>Gives all of it back.</summary>
    public void Return()
    {
        ArrayPool<ulong>.Shared.Return(BackgroundPasses);
        ArrayPool<bool>.Shared.Return(Passes);
        ArrayPool<Frame>.Shared.Return(Frames);
        ArrayPool<ulong>.Shared.Return(Planes);
        ArrayPool<PlayerRows>.Shared.Return(Gains);
        ArrayPool<int>.Shared.Return(Losses);
        ArrayPool<SplitTurn>.Shared.Return(Turns);
    }

    /// <summary>What holds at a node.</summary>
    internal struct Frame
    {
        /// <summary>The rows of the background with which the row comes here, if each player is taken from the right side, a bit each.</summary>
        public ulong Alive;

        /// <summary>How many of <see cref="InterventionalScratch.Gains"/> hold.</summary>
        public int GainCount;

        /// <summary>How many of <see cref="InterventionalScratch.Losses"/> hold.</summary>
        public int LossCount;
    }

    /// <summary>A player and rows of the background, a bit each.</summary>
    internal readonly record struct PlayerRows(int Player, ulong Rows);

    /// <summary>A split whose right child is still to be visited.</summary>
    internal readonly record struct SplitTurn(int Split, int Depth);
}
