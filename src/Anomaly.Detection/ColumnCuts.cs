using System.Collections.Immutable;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection;

/// <summary>Where the trees' answers may change as one numeric column of a record moves, all its other columns staying. Immutable.</summary>
/// <remarks>
/// <code>
/// values     ────────┤─────────────┤───┤────────────────►
/// cuts               c0            c1  c2                    each the last double of its piece
/// </code>
/// Along a column, every feature made of it only rises or only falls, but for a ratio's divisor, which does so on either side of 0. So where a split turns from left to right is found by
/// halving the range between two doubles, the encoder's own arithmetic deciding: no rounding, scaling or imputation has to be turned round. Only splits are looked at that the record can
/// reach with another value in the column.
/// </remarks>
internal sealed class ColumnCuts
{
    private readonly FeatureEncoder _encoder;
    private readonly ImmutableArray<AskingTree> _trees;
    private readonly int _column;
    private readonly bool[] _isOfColumn;
    private readonly int[] _features;
    private readonly bool _isDivisor;

    public ColumnCuts(FeatureEncoder encoder, ImmutableArray<AskingTree> trees, int column)
    {
        _encoder = encoder;
        _trees = trees;
        _column = column;
        _features = [.. Enumerable.Range(0, encoder.FeatureCount).Where(feature => IsOf(encoder.Features[feature], column))];
        _isOfColumn = new bool[encoder.FeatureCount];
        foreach (int feature in _features) _isOfColumn[feature] = true;
        _isDivisor = _features.Any(feature => encoder.Features[feature].Operation == FeatureOperation.Ratio && encoder.Features[feature].SecondSource == column);
    }

    /// <summary>Whether a feature is made of a column.</summary>
    public static bool IsOf(EncodedFeature feature, int column) => feature.Source == column || (feature.HasTwoSources && feature.SecondSource == column);

    /// <summary>The cuts of a record, ascending, each once: the score of all values above one cut and up to the next is the same.</summary>
    /// <param name="cells">The record; it must be one that can be encoded.</param>
    /// <exception cref="NotSupportedException">A plane asks for several features that are made of the column.</exception>
    public double[] Of(ReadOnlySpan<double> cells)
    {
        double[] moved = cells.ToArray();
        float[] row = new float[_encoder.FeatureCount];
        _encoder.EncodeCells(moved, row);
        var asked = new HashSet<(int Member, int Feature, float Threshold)>();
        foreach (AskingTree tree in _trees) Collect(tree, row, moved, asked);

        // What a float cannot hold is no value: pieces of such values end there too.
        foreach (int feature in _features)
        {
            asked.Add((0, feature, float.MaxValue));
            asked.Add((0, feature, float.NegativeInfinity));
        }

        var cuts = new SortedSet<double>();
        foreach ((int member, int feature, float threshold) in asked) AddCuts(cuts, Asking(member, feature, row), threshold, moved);
        if (_isDivisor) cuts.UnionWith([-double.Epsilon, 0]);
        return [.. cuts];
    }

    /// <summary>Whether a record can be encoded with a value in the column.</summary>
    /// <param name="cells">The record, the value in it.</param>
    public bool CanEncode(ReadOnlySpan<double> cells)
    {
        foreach (int feature in _features)
        {
            if (float.IsInfinity(_encoder.EncodeUnbounded(feature, cells))) return false;
        }

        return true;
    }

    private void Collect(AskingTree asking, float[] row, double[] moved, HashSet<(int Member, int Feature, float Threshold)> asked)
    {
        DecisionTree tree = asking.Tree;
        var open = new Stack<int>([0]);
        while (open.TryPop(out int node))
        {
            int feature = tree.Feature[node];
            if (feature == DecisionTree.Leaf) continue;
            SplitProjection? projection = feature < asking.FeatureCount ? null : asking.Projections[feature - asking.FeatureCount];
            bool isOfColumn = projection is null ? _isOfColumn[feature] : projection.Features.Any(read => _isOfColumn[read]);
            if (isOfColumn)
            {
                if (asked.Add((asking.Member, feature, tree.Threshold[node]))) Check(projection);
                open.Push(tree.RightChild[node]);
                open.Push(node + 1);
                continue;
            }

            float value = projection is null ? row[feature] : projection.Of(row);
            bool goesLeft = float.IsNaN(value) ? tree.MissingGoesLeft[node] : value <= tree.Threshold[node];
            open.Push(goesLeft ? node + 1 : tree.RightChild[node]);
        }
    }

    private void Check(SplitProjection? projection)
    {
        if (projection is null || (projection is HyperplaneProjection && projection.Features.Count(read => _isOfColumn[read]) == 1)) return;
        throw new NotSupportedException($"A split asks for a projection of several features that are made of column {Data.RecordFormatException.Quote(_encoder.Schema[_column].Name)}, whose answer may turn more than once as the column moves; let the column be fixed.");
    }

    private Func<double[], float> Asking(int member, int feature, float[] row)
    {
        if (feature < row.Length) return cells => _encoder.EncodeUnbounded(feature, cells);
        SplitProjection projection = _trees.First(tree => tree.Member == member).Projections[feature - row.Length];
        int moving = projection.Features.First(read => _isOfColumn[read]);
        float[] projected = [.. row];
        return cells =>
        {
            projected[moving] = Math.Clamp(_encoder.EncodeUnbounded(moving, cells), float.MinValue, float.MaxValue);
            return projection.Of(projected);
        };
    }

    private void AddCuts(SortedSet<double> cuts, Func<double[], float> ask, float threshold, double[] cells)
    {
        AddCut(cuts, ask, threshold, cells, -float.MaxValue, _isDivisor ? -double.Epsilon : float.MaxValue);
        if (_isDivisor) AddCut(cuts, ask, threshold, cells, double.Epsilon, float.MaxValue);
    }

    // Between the two there is one turn at most.
    private void AddCut(SortedSet<double> cuts, Func<double[], float> ask, float threshold, double[] cells, double lowest, double highest)
    {
        long low = DoubleOrder.PlaceOf(lowest);
        long high = DoubleOrder.PlaceOf(highest);
        bool startsLeft = GoesLeft(low);
        if (GoesLeft(high) == startsLeft) return;

        // Invariant: low goes where the lowest value goes, high does not.
        for (long middle = DoubleOrder.Middle(low, high); middle > low; middle = DoubleOrder.Middle(low, high))
        {
            if (GoesLeft(middle) == startsLeft) low = middle;
            else high = middle;
        }

        cuts.Add(DoubleOrder.ValueOf(low));

        bool GoesLeft(long place)
        {
            cells[_column] = DoubleOrder.ValueOf(place);
            return ask(cells) <= threshold;
        }
    }
}
