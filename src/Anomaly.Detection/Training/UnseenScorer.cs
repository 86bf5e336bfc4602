using Anomaly.Detection.Data;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>Scores the rows that a tree did not see, all of a node at once. Owns the scratch memory of one worker: 10 bytes a row.</summary>
/// <remarks>
/// The rows are divided at each split as those of the bag were in training, so that one feature is read for many rows, in table order. In
/// preorder the ranges of the leaves follow one another:
/// <code>
///  rows    [ leaf | leaf | node under way | right sides still to come … ]
///                        ↑ start          ↑ top of the stack of ends
/// </code>
/// </remarks>
internal sealed class UnseenScorer(FeatureMatrix features)
{
    private const int RowsWorthAsking = 4096;

    private readonly RowRanges _ranges = new(features.RowCount);
    private readonly Stack<int> _ends = new();
    private readonly List<(int End, double Value)> _leaves = [];

    /// <summary>Scores the rows that are not in the bag.</summary>
    public UnseenScores Score(DecisionTree tree, Bag bag, CancellationToken stop)
    {
        int count = _ranges.LayUnseen(bag.Draws);
        int start = 0;
        _leaves.Clear();
        _ends.Push(count);
        for (int node = 0; node < tree.NodeCount; node++)
        {
            int end = _ends.Pop();
            if (end - start >= RowsWorthAsking) stop.ThrowIfCancellationRequested();
            if (tree.Feature[node] != DecisionTree.Leaf)
            {
                _ends.Push(end);
                _ends.Push(start == end ? end : _ranges.DivideByValue(start, end, features.Column(tree.Feature[node]), tree.Threshold[node], tree.MissingGoesLeft[node]));
                continue;
            }

            if (start < end) _leaves.Add((end, tree.Value[node]));
            start = end;
        }

        return new UnseenScores(_ranges.Rows(0, count), [.. _leaves]);
    }
}
