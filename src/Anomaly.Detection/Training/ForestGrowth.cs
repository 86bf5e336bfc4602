using System.Runtime.InteropServices;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>One training of a forest: its trees, grown by several workers and let through in order, and what they add up to.</summary>
/// <param name="rows">What is trained on.</param>
/// <param name="options">How to train.</param>
/// <param name="earlier">A forest whose trees are taken over as the first ones; or null.</param>
internal sealed class ForestGrowth(TrainingRows rows, RandomForestOptions options, EarlierForest? earlier)
{
    private readonly DecisionTree[] _trees = new DecisionTree[options.TreeCount];
    private readonly OutOfBagScores? _outOfBag = options.Bootstrap && options.OutOfBag ? new OutOfBagScores(rows.RowCount) : null;

    private readonly OutOfBagLoss _loss = new(rows.Set, options);
    private readonly StoppingRule? _stopping = options.EarlyStopping is { } stopping ? new StoppingRule(stopping) : null;

    /// <summary>Trains.</summary>
    public TrainedForest Run(int threads, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var finished = new TreeTurnstile(_trees.Length, _outOfBag, IsEnough, progress);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            // Trees are begun in order, so that finished ones wait only briefly for their turn. Threads that no tree needs share in large nodes.
            int threadsPerTree = Math.Max(1, threads / (_trees.Length - (earlier?.TreeCount ?? 0)));
            Crew.Run(_trees.Length, threads, stop => Hire(threadsPerTree, finished, enough, stop), enough.Token);
        }
        catch (OperationCanceledException cancelled) when (cancelled.CancellationToken == enough.Token)
        {
            // Either the caller has had enough, or the forest has.
            cancellationToken.ThrowIfCancellationRequested();
        }

        DecisionTree[] trees = finished.Passed == _trees.Length ? _trees : _trees[..finished.Passed];
        return new TrainedForest(
            new RandomForestModel(ImmutableCollectionsMarshal.AsImmutableArray(trees), rows.FeatureCount),
            _outOfBag?.Means() ?? [],
            _outOfBag?.Counts() ?? [],
            options with { SplitSearch = rows.Search });
    }

    private Action<int> Hire(int threadsPerTree, TreeTurnstile finished, CancellationTokenSource enough, CancellationToken stop)
    {
        var bag = new Bag(rows);
        var grower = TreeGrower.Create(rows, options, threadsPerTree);
        var unseen = _outOfBag is null ? null : new UnseenScorer(rows.Set.Features);
        return tree =>
        {
            // The trees of an earlier forest are scored again on their bags, so that sums are added as if all trees were grown now.
            RandomStream random = bag.DrawFor(options, tree);
            _trees[tree] = tree < earlier?.TreeCount ? earlier.Tree(tree, bag) : grower.Grow(bag, ref random, stop);
            if (finished.Pass(tree, unseen?.Score(_trees[tree], bag, stop))) enough.Cancel();
        };
    }

    // Asked after each tree, in tree order.
    private bool IsEnough(int treeCount)
    {
        if (_outOfBag is null) return false;
        if (treeCount == earlier?.TreeCount) earlier.CheckScores(_outOfBag);
        return _stopping is not null && _stopping.IsEnough(_loss.Of(_outOfBag));
    }
}
