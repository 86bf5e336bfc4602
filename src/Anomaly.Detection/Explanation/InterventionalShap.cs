using System.Collections.Immutable;
using System.Numerics;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Explanation;

/// <summary>Interventional Shapley values of trees: what is not known of a row is taken from the rows of a background, one after the other, and the mean is told.</summary>
/// <remarks>
/// <para>
/// Lundberg et al. (2020), "independent TreeSHAP". Of a row and one row of the background, a set of known players leads to a leaf when every player on the way whose questions only the row
/// passes is known, and none whose questions only the other passes. A leaf that needs a players from the row and k from the other then gives each of them what
/// <see cref="PairWeights"/> says, and nobody anything where one player fails on both sides.
/// </para>
/// <para>
/// It is not walked through the tree for each pair of rows. Rows of the background are bits of a word, 64 at a time: which of them pass the questions of a player does not depend on the row,
/// k is the same for all of them, and a is counted for all at once, in words that hold a binary digit each. At a leaf, rows of one a count alike, so that what is left is to count bits.
/// </para>
/// </remarks>
internal sealed class InterventionalShap : IShapEngine
{
    private const int BlockRows = 16;

    private readonly ShapForest _forest;
    private readonly BackgroundRows _background;
    private readonly PairWeights _weights;
    private readonly int _mostDepth;

    /// <param name="forest">The forest, prepared.</param>
    /// <param name="trees">The forest itself.</param>
    /// <param name="background">At least one row, laid end to end.</param>
    public InterventionalShap(ShapForest forest, ImmutableArray<DecisionTree> trees, ReadOnlySpan<float> background)
    {
        _forest = forest;
        _background = new BackgroundRows(background, forest.PlayerCount);
        _weights = new PairWeights(forest.MostPlayers);
        _mostDepth = trees.Max(tree => tree.Depth);
        foreach (DecisionTree tree in trees)
        {
            double sum = 0;
            for (int start = 0; start < background.Length; start += forest.PlayerCount) sum += tree.Score(background.Slice(start, forest.PlayerCount));
            BaseSum += sum / _background.Count;
        }
    }

    public double BaseSum { get; }

    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        contributions.Clear();
        var scratch = new InterventionalScratch(_forest, _mostDepth);
        int playerCount = _forest.PlayerCount;
        int blockValues = BlockRows * playerCount;
        for (int start = 0; start < rows.Length; start += blockValues)
        {
            int end = Math.Min(start + blockValues, rows.Length);
            foreach (ShapTree tree in _forest.Trees)
            {
                for (int block = 0; block < _background.BlockCount; block++)
                {
                    _background.Pass(tree, block, scratch.BackgroundPasses);
                    for (int row = start; row < end; row += playerCount) Add(tree, rows.Slice(row, playerCount), scratch, contributions.Slice(row, playerCount));
                }
            }
        }

        scratch.Return();
        for (int i = 0; i < contributions.Length; i++) contributions[i] /= _background.Count;
    }

    /// <summary>Adds what a tree gives a row beside a block of the background.</summary>
    private void Add(ShapTree tree, ReadOnlySpan<float> row, in InterventionalScratch scratch, Span<double> contributions)
    {
        bool[] passes = scratch.Passes;
        passes[0] = true;
        scratch.Frames[0] = new InterventionalScratch.Frame { Alive = scratch.BackgroundPasses[0] };
        scratch.Planes.AsSpan(0, scratch.PlaneCount).Clear();
        int slot = 1, depth = 0, turnCount = 0;
        while (true)
        {
            int node = tree.Nodes[slot];
            if (scratch.Frames[depth].Alive != 0)
            {
                if (node >= 0)
                {
                    ref readonly ShapSplit split = ref tree.Splits[node];
                    bool passed = passes[split.Earlier];
                    bool goesLeft = split.GoesLeft(row[split.Player]);
                    passes[split.Slot + 1] = passed & goesLeft;
                    passes[split.Right] = passed & !goesLeft;
                    scratch.Turns[turnCount++] = new InterventionalScratch.SplitTurn(node, depth);
                    slot = split.Slot + 1;
                    Enter(split, slot, depth++, scratch);
                    continue;
                }

                Share(tree.LeafValues[~node], depth, scratch, contributions);
            }

            if (turnCount == 0) break;
            (int turn, depth) = scratch.Turns[--turnCount];
            slot = tree.Splits[turn].Right;
            Enter(tree.Splits[turn], slot, depth++, scratch);
        }
    }

    /// <summary>Goes on from a split to a child.</summary>
    private static void Enter(in ShapSplit split, int child, int depth, in InterventionalScratch scratch)
    {
        // Where the row passes, rows of the background that do not, and did before, have one more player against them. Where it does not, only those that pass can bring it there.
        bool passes = scratch.Passes[child];
        ulong passing = scratch.BackgroundPasses[child];
        ref InterventionalScratch.Frame above = ref scratch.Frames[depth];
        ulong alive = above.Alive & (passing | (passes ? ulong.MaxValue : 0));
        ulong against = alive & scratch.BackgroundPasses[split.Earlier] & ~passing;
        scratch.Gains[above.GainCount] = new InterventionalScratch.PlayerRows(split.Player, against);
        scratch.Losses[above.LossCount] = split.Player;
        scratch.Frames[depth + 1] = new InterventionalScratch.Frame
        {
            Alive = alive,
            GainCount = above.GainCount + (against != 0 ? 1 : 0),
            LossCount = above.LossCount + (scratch.Passes[split.Earlier] & !passes ? 1 : 0),
        };

        ReadOnlySpan<ulong> from = scratch.Planes.AsSpan(depth * scratch.PlaneCount, scratch.PlaneCount);
        Span<ulong> to = scratch.Planes.AsSpan((depth + 1) * scratch.PlaneCount, scratch.PlaneCount);
        ulong carry = against;
        for (int plane = 0; plane < to.Length; plane++)
        {
            ulong digit = from[plane];
            to[plane] = digit ^ carry;
            carry &= digit;
        }
    }

    /// <summary>Shares out what a leaf is worth beside each row of the background that comes there.</summary>
    private void Share(double value, int depth, in InterventionalScratch scratch, Span<double> contributions)
    {
        ref InterventionalScratch.Frame frame = ref scratch.Frames[depth];
        ReadOnlySpan<ulong> planes = scratch.Planes.AsSpan(depth * scratch.PlaneCount, scratch.PlaneCount);
        ReadOnlySpan<InterventionalScratch.PlayerRows> gains = scratch.Gains.AsSpan(0, frame.GainCount);
        ReadOnlySpan<int> losses = scratch.Losses.AsSpan(0, frame.LossCount);
        double ofLosses = 0;
        for (ulong rest = frame.Alive; rest != 0;)
        {
            // All rows that have as many players against them as the first.
            int first = BitOperations.TrailingZeroCount(rest);
            ulong same = rest;
            int against = 0;
            for (int plane = 0; plane < planes.Length; plane++)
            {
                ulong digits = planes[plane];
                int digit = (int)(digits >> first) & 1;
                against |= digit << plane;
                same &= digits ^ (ulong)(digit - 1L);
            }

            rest &= ~same;
            if (losses.Length > 0) ofLosses += _weights.Of(losses.Length, against) * BitOperations.PopCount(same);
            if (against == 0) continue;
            double worth = value * _weights.Of(against, losses.Length);
            foreach (ref readonly InterventionalScratch.PlayerRows gain in gains) contributions[gain.Player] += BitOperations.PopCount(gain.Rows & same) * worth;
        }

        foreach (int player in losses) contributions[player] -= value * ofLosses;
    }
}
