using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Out-of-bag scores as they would be if one feature told nothing: among the rows that a tree did not see, its values change places.</summary>
/// <remarks>
/// The scratch memory of one worker, who takes one feature after the other: 8 bytes a row for each repeat, and 16 more. All trees are added, in
/// order, those too that never ask for the feature: so the sums have the bits of the scores they are compared with, and a tie stays a tie.
/// </remarks>
internal sealed class PermutedFeature(BagReplay replay, JudgedRows judged, PermutationOptions options)
{
    private readonly Bag _bag = replay.NewBag();
    private readonly int[] _counts = new int[replay.Set.RowCount];
    private readonly double[][] _sums = [.. Enumerable.Range(0, options.Repeats).Select(_ => new double[replay.Set.RowCount])];

    // The rows that the tree at hand did not see, and for each the row whose value it is given and the node that first asks for it.
    private readonly int[] _unseen = new int[replay.Set.RowCount];
    private readonly int[] _donor = new int[replay.Set.RowCount];
    private readonly int[] _firstQuestion = new int[replay.Set.RowCount];
    private int _unseenCount;

    /// <summary>What is left of the figure, once for each repeat.</summary>
    public double[] Measure(int feature, CancellationToken stop)
    {
        Array.Clear(_counts);
        foreach (double[] sums in _sums) Array.Clear(sums);
        var streams = new RandomStream[options.Repeats];
        for (int repeat = 0; repeat < streams.Length; repeat++) streams[repeat] = options.Open(feature, repeat);
        for (int tree = 0; tree < replay.TreeCount; tree++)
        {
            stop.ThrowIfCancellationRequested();
            FindUnseen(tree);
            AddScores(replay.Tree(tree), feature, streams, stop);
        }

        return [.. _sums.Select(Figure)];
    }

    private void FindUnseen(int tree)
    {
        replay.Draw(_bag, tree);
        _unseenCount = 0;
        for (int row = 0; row < _counts.Length; row++)
        {
            if (_bag.Draws[row] != 0 || !JudgedRows.IsPresent(replay.Set, row)) continue;
            _unseen[_unseenCount++] = row;
            _counts[row]++;
        }
    }

    private void AddScores(DecisionTree tree, int feature, RandomStream[] streams, CancellationToken stop)
    {
        FeatureMatrix features = replay.Set.Features;
        ReadOnlySpan<int> unseen = _unseen.AsSpan(0, _unseenCount);
        Span<int> donor = _donor.AsSpan(0, _unseenCount);
        unseen.CopyTo(donor);

        // Up to its first question for the feature a row goes one way in all repeats; where none is asked, to the end.
        for (int i = 0; i < unseen.Length; i++) _firstQuestion[i] = TreeWalk.FirstQuestion(tree, features, unseen[i], feature);
        bool isAsked = tree.Feature.Contains(feature);
        for (int repeat = 0; repeat < streams.Length; repeat++)
        {
            stop.ThrowIfCancellationRequested();
            if (isAsked) streams[repeat].Shuffle(donor);
            double[] sums = _sums[repeat];
            for (int i = 0; i < unseen.Length; i++) sums[unseen[i]] += TreeWalk.ScoreFrom(_firstQuestion[i], tree, features, unseen[i], feature, donor[i]);
        }
    }

    private double Figure(double[] sums)
    {
        double[] scores = new double[judged.Rows.Length];
        for (int i = 0; i < scores.Length; i++) scores[i] = sums[judged.Rows[i]] / _counts[judged.Rows[i]];
        return options.Metric(scores, judged.IsAnomaly);
    }
}
