using System.Buffers;
using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Explanation;

/// <summary>Interventional Shapley values of trees: what is not known of a row is taken from the rows of a background, one after the other, and the mean is told.</summary>
/// <remarks>
/// Lundberg et al. (2020), "independent TreeSHAP". Of a row and one background row, a set of known features leads to a leaf when every question on the way is answered so by whom it is
/// put to. Only where both disagree does it matter who is asked, so a walk splits in two there, and a leaf says which features it needs from the row and which from the other.
/// </remarks>
internal sealed class InterventionalShap : IShapEngine
{
    private const int BlockRows = 16;
    private const byte Row = 1;
    private const byte Background = 2;

    private readonly ImmutableArray<DecisionTree> _trees;
    private readonly int _playerCount;
    private readonly float[] _background;
    private readonly int _mostDepth;
    private readonly PairWeights _weights;

    /// <param name="trees">The forest.</param>
    /// <param name="playerCount">The length of a row.</param>
    /// <param name="background">At least one row, laid end to end.</param>
    public InterventionalShap(ImmutableArray<DecisionTree> trees, int playerCount, float[] background)
    {
        _trees = trees;
        _playerCount = playerCount;
        _background = background;
        _mostDepth = trees.Max(tree => tree.Depth);
        _weights = new PairWeights(Math.Min(_mostDepth, playerCount));
        foreach (DecisionTree tree in trees)
        {
            double sum = 0;
            for (int start = 0; start < background.Length; start += playerCount) sum += tree.Score(background.AsSpan(start, playerCount));
            BaseSum += sum / BackgroundCount;
        }
    }

    public double BaseSum { get; }

    private int BackgroundCount => _background.Length / _playerCount;

    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        contributions.Clear();
        byte[] sides = ArrayPool<byte>.Shared.Rent(_playerCount);
        int[] decided = ArrayPool<int>.Shared.Rent(_mostDepth + 1);
        Turn[] turns = ArrayPool<Turn>.Shared.Rent(_mostDepth + 1);
        sides.AsSpan(0, _playerCount).Clear();
        int blockValues = BlockRows * _playerCount;
        for (int start = 0; start < contributions.Length; start += blockValues)
        {
            int end = Math.Min(start + blockValues, contributions.Length);
            foreach (DecisionTree tree in _trees)
            {
                for (int row = start; row < end; row += _playerCount)
                {
                    for (int other = 0; other < _background.Length; other += _playerCount)
                    {
                        Add(tree, rows.Slice(row, _playerCount), _background.AsSpan(other, _playerCount), sides, decided, turns, contributions.Slice(row, _playerCount));
                    }
                }
            }
        }

        ArrayPool<Turn>.Shared.Return(turns);
        ArrayPool<int>.Shared.Return(decided);
        ArrayPool<byte>.Shared.Return(sides);
        for (int i = 0; i < contributions.Length; i++) contributions[i] /= BackgroundCount;
    }

    private void Add(DecisionTree tree, ReadOnlySpan<float> row, ReadOnlySpan<float> other, Span<byte> sides, Span<int> decided, Span<Turn> turns, Span<double> contributions)
    {
        ReadOnlySpan<int> players = tree.Feature;
        ReadOnlySpan<float> thresholds = tree.Threshold;
        ReadOnlySpan<bool> missingGoesLeft = tree.MissingGoesLeft;
        ReadOnlySpan<int> rightChildren = tree.RightChild;
        int node = 0, decidedCount = 0, ofRow = 0, turnCount = 0;
        while (true)
        {
            int player = players[node];
            if (player != DecisionTree.Leaf)
            {
                bool rowGoesLeft = row[player] <= thresholds[node] | (missingGoesLeft[node] & float.IsNaN(row[player]));
                bool otherGoesLeft = other[player] <= thresholds[node] | (missingGoesLeft[node] & float.IsNaN(other[player]));
                int rowChild = rowGoesLeft ? node + 1 : rightChildren[node];
                int otherChild = otherGoesLeft ? node + 1 : rightChildren[node];
                if (rowChild == otherChild || sides[player] == Row)
                {
                    node = rowChild;
                }
                else if (sides[player] == Background)
                {
                    node = otherChild;
                }
                else
                {
                    turns[turnCount++] = new Turn(otherChild, player, decidedCount, ofRow);
                    sides[player] = Row;
                    decided[decidedCount++] = player;
                    ofRow++;
                    node = rowChild;
                }

                continue;
            }

            Share(tree.Value[node], decided[..decidedCount], ofRow, sides, contributions);
            if (turnCount == 0) break;
            Turn turn = turns[--turnCount];
            while (decidedCount > turn.DecidedCount) sides[decided[--decidedCount]] = 0;
            sides[turn.Player] = Background;
            decided[decidedCount++] = turn.Player;
            ofRow = turn.OfRow;
            node = turn.Node;
        }

        foreach (int player in decided[..decidedCount]) sides[player] = 0;
    }

    // A leaf that both reach, whoever is asked, is no one's doing.
    private void Share(double value, ReadOnlySpan<int> decided, int ofRow, ReadOnlySpan<byte> sides, Span<double> contributions)
    {
        int ofOther = decided.Length - ofRow;
        double toRow = ofRow > 0 ? value * _weights.Of(ofRow, ofOther) : 0;
        double toOther = ofOther > 0 ? value * _weights.Of(ofOther, ofRow) : 0;
        foreach (int player in decided)
        {
            if (sides[player] == Row) contributions[player] += toRow;
            else contributions[player] -= toOther;
        }
    }

    /// <summary>Where the walk goes on once the row's way from a split is done: the other's way.</summary>
    private readonly record struct Turn(int Node, int Player, int DecidedCount, int OfRow);
}
