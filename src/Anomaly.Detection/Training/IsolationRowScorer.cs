using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>Scores blocks of training rows, all rows of a node at once. Owns the scratch memory of one worker.</summary>
/// <remarks>Path lengths are added in tree order, as the model adds them, so a row's score is the model's to the last bit.</remarks>
internal sealed class IsolationRowScorer(FeatureMatrix features, IsolationForestModel model, int[][] samples)
{
    /// <summary>Rows of a block.</summary>
    public const int BlockRows = 4096;

    private readonly RowRanges _ranges = new(BlockRows);
    private readonly Stack<int> _ends = new();
    private readonly double[] _sum = new double[BlockRows];
    private readonly double[] _unseenSum = new double[BlockRows];
    private readonly double[] _unseenCount = new double[BlockRows];
    private readonly double[] _isUnseen = new double[BlockRows];
    private readonly double[] _pathLength = new double[BlockRows];
    private readonly float[] _projected = new float[model.Projections.IsEmpty ? 0 : BlockRows];
    private readonly float[] _row = new float[features.FeatureCount];

    /// <summary>Scores a block.</summary>
    /// <param name="first">Its first row.</param>
    /// <param name="scores">Receives a score by all trees for each row of the table.</param>
    /// <param name="unseenScores">Receives a score by the trees that did not draw the row; NaN where there are none.</param>
    /// <param name="stop">Stops between two trees.</param>
    public void Score(int first, double[] scores, double[] unseenScores, CancellationToken stop)
    {
        int count = Math.Min(BlockRows, features.RowCount - first);
        _sum.AsSpan(0, count).Clear();
        _unseenSum.AsSpan(0, count).Clear();
        _unseenCount.AsSpan(0, count).Clear();
        _isUnseen.AsSpan(0, count).Fill(1);
        for (int tree = 0; tree < samples.Length; tree++)
        {
            stop.ThrowIfCancellationRequested();
            ReadOnlySpan<int> drawn = DrawnOf(samples[tree], first, count);
            foreach (int row in drawn) _isUnseen[row - first] = 0;
            Walk(model.Trees[tree], first, count);
            Add(count);
            foreach (int row in drawn) _isUnseen[row - first] = 1;
        }

        for (int row = 0; row < count; row++)
        {
            scores[first + row] = model.ScoreOf(_sum[row], samples.Length);
            unseenScores[first + row] = _unseenCount[row] > 0 ? model.ScoreOf(_unseenSum[row], (int)_unseenCount[row]) : double.NaN;
        }
    }

    private static ReadOnlySpan<int> DrawnOf(int[] sample, int first, int count)
    {
        int from = PlaceOf(sample, first);
        return sample.AsSpan(from..PlaceOf(sample, first + count));
    }

    private static int PlaceOf(int[] sample, int row)
    {
        int place = Array.BinarySearch(sample, row);
        return place < 0 ? ~place : place;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Walk(DecisionTree tree, int first, int count)
    {
        _ranges.LayAll(count);
        int start = 0;
        _ends.Push(count);
        for (int node = 0; node < tree.NodeCount; node++)
        {
            int end = _ends.Pop();
            if (tree.Feature[node] != DecisionTree.Leaf)
            {
                _ends.Push(end);
                _ends.Push(start == end ? end : _ranges.DivideByValue(start, end, ColumnOf(tree.Feature[node], first, count, start, end), tree.Threshold[node], tree.MissingGoesLeft[node]));
                continue;
            }

            foreach (int row in _ranges.Rows(start, end)) _pathLength[row] = tree.Value[node];
            start = end;
        }
    }

    // Times 0 or 1 is exact, and adding 0 changes nothing.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int count)
    {
        int row = 0;
        for (; row <= count - Vector<double>.Count; row += Vector<double>.Count)
        {
            Vector<double> path = new(_pathLength, row), isUnseen = new(_isUnseen, row);
            (new Vector<double>(_sum, row) + path).CopyTo(_sum, row);
            (new Vector<double>(_unseenSum, row) + (path * isUnseen)).CopyTo(_unseenSum, row);
            (new Vector<double>(_unseenCount, row) + isUnseen).CopyTo(_unseenCount, row);
        }

        for (; row < count; row++)
        {
            _sum[row] += _pathLength[row];
            _unseenSum[row] += _pathLength[row] * _isUnseen[row];
            _unseenCount[row] += _isUnseen[row];
        }
    }

    private ReadOnlySpan<float> ColumnOf(int asked, int first, int count, int start, int end)
    {
        if (asked < features.FeatureCount) return features.Column(asked).Slice(first, count);
        SplitProjection projection = model.Projections[asked - features.FeatureCount];
        ImmutableArray<int> read = projection.Features;
        foreach (int row in _ranges.Rows(start, end))
        {
            foreach (int feature in read) _row[feature] = features.Column(feature)[first + row];
            _projected[row] = projection.Of(_row);
        }

        return _projected;
    }
}
