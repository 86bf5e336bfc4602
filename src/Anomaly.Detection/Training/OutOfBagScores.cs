using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>Adds up what the trees say of the rows they did not see.</summary>
/// <remarks>Sums are of doubles, so their order matters: trees must be added in tree order.</remarks>
internal sealed class OutOfBagScores(FeatureMatrix features)
{
    private const int BlockLength = 4096;

    private readonly double[] _sums = new double[features.RowCount];
    private readonly int[] _counts = new int[features.RowCount];

    /// <summary>Scores the rows that are not in the bag.</summary>
    /// <returns>Those rows, ascending, with their scores.</returns>
    public UnseenScores ScoreUnseen(DecisionTree tree, Bag bag, CancellationToken stop)
    {
        var rows = new List<int>(features.RowCount / 2);
        var scores = new List<double>(features.RowCount / 2);
        for (int row = 0; row < features.RowCount; row++)
        {
            if (row % BlockLength == 0) stop.ThrowIfCancellationRequested();
            if (bag.Draws[row] != 0) continue;
            rows.Add(row);
            scores.Add(tree.Score(features, row));
        }

        return new UnseenScores(rows, scores);
    }

    public void Add(UnseenScores tree)
    {
        for (int i = 0; i < tree.Rows.Count; i++)
        {
            _sums[tree.Rows[i]] += tree.Scores[i];
            _counts[tree.Rows[i]]++;
        }
    }

    public ImmutableArray<int> Counts() => [.. _counts];

    /// <summary>The mean of one row so far; NaN where every tree saw it.</summary>
    public double Mean(int row) => _counts[row] == 0 ? double.NaN : _sums[row] / _counts[row];

    public ImmutableArray<double> Means()
    {
        double[] means = new double[_sums.Length];
        for (int row = 0; row < means.Length; row++) means[row] = Mean(row);
        return ImmutableCollectionsMarshal.AsImmutableArray(means);
    }
}

/// <summary>What one tree says of the rows it did not see.</summary>
internal sealed record UnseenScores(List<int> Rows, List<double> Scores);
