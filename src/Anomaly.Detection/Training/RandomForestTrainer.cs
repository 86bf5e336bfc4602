using System.Runtime.InteropServices;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Trains random forests with exact split search. Immutable; safe to share between threads.</summary>
/// <remarks>
/// <para>Breiman, "Random forests" (2001), in the form of scikit-learn: bagged trees, features drawn at every node, soft votes.</para>
/// <para>
/// Tree t draws from stream t of the seed, so trees do not depend on one another, nor on the number of threads that grow them. Memory
/// beyond the table: 4 bytes a value for ranks, and about 60 bytes a row for each thread.
/// </para>
/// </remarks>
public sealed class RandomForestTrainer
{
    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How to train; the defaults when null.</param>
    /// <exception cref="OptionsException"><see cref="RandomForestOptions.MaxSamples"/> is below 1 without bootstrap.</exception>
    public RandomForestTrainer(RandomForestOptions? options = null)
    {
        Options = options ?? new RandomForestOptions();
        if (!Options.Bootstrap && Options.MaxSamples < 1) throw new OptionsException(nameof(RandomForestOptions.MaxSamples), "1 when Bootstrap is false", NumberText.Format(Options.MaxSamples));
    }

    /// <summary>How forests are trained.</summary>
    public RandomForestOptions Options { get; }

    /// <summary>Trains a forest on rows that all weigh 1.</summary>
    /// <param name="features">The rows; NaN is missing.</param>
    /// <param name="isAnomaly">One label per row, true = anomaly; both classes must occur.</param>
    /// <param name="progress">Told after each tree, in order, from the threads that train.</param>
    /// <param name="cancellationToken">Stops the training within a node; nothing is returned.</param>
    /// <returns>The forest and its out-of-bag scores; the same for the same input, options and seed, on any number of threads.</returns>
    /// <exception cref="ArgumentException">There is nothing to train on, lengths differ, or a class is empty.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedForest Train(FeatureMatrix features, ReadOnlySpan<bool> isAnomaly, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        TrainWeighted(features, isAnomaly, default, progress, cancellationToken);

    /// <summary>Trains a forest on rows with weights of their own.</summary>
    /// <param name="features">The rows; NaN is missing.</param>
    /// <param name="isAnomaly">One label per row, true = anomaly; both classes must occur.</param>
    /// <param name="rowWeights">One weight per row, finite and ≥ 0, or none: every row weighs 1. A row of weight 0 is as good as absent.</param>
    /// <param name="progress">Told after each tree, in order, from the threads that train.</param>
    /// <param name="cancellationToken">Stops the training within a node; nothing is returned.</param>
    /// <returns>The forest and its out-of-bag scores; the same for the same input, options and seed, on any number of threads.</returns>
    /// <exception cref="ArgumentException">There is nothing to train on, lengths differ, a weight is out of range, or a class is empty.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedForest TrainWeighted(
        FeatureMatrix features,
        ReadOnlySpan<bool> isAnomaly,
        ReadOnlySpan<double> rowWeights,
        IProgress<TrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        int threads = Options.MaxThreads ?? Environment.ProcessorCount;
        var rows = TrainingRows.Create(features, isAnomaly, rowWeights, threads, cancellationToken);
        var trees = new DecisionTree[Options.TreeCount];
        var outOfBag = Options.Bootstrap ? new OutOfBagScores(features) : null;
        var finished = new TreeTurnstile(trees.Length, outOfBag, progress);
        int nextTree = -1;

        // Workers take the trees in order, one at a time, so that finished ones wait only briefly for their turn.
        int workers = Math.Min(threads, trees.Length);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken };
        Parallel.For(0, workers, parallel, _ =>
        {
            var bag = new Bag(rows);
            var grower = TreeGrower.Create(rows, Options);
            for (int tree = Interlocked.Increment(ref nextTree); tree < trees.Length; tree = Interlocked.Increment(ref nextTree))
            {
                var random = new RandomStream(Options.Seed, (ulong)tree);
                if (Options.Bootstrap) bag.Draw(Options.MaxSamples, Options.ClassWeight, ref random);
                else bag.TakeAll(Options.ClassWeight);
                trees[tree] = grower.Grow(bag, ref random, cancellationToken);
                finished.Pass(tree, outOfBag?.ScoreUnseen(trees[tree], bag));
            }
        });

        return new TrainedForest(
            new RandomForestModel(ImmutableCollectionsMarshal.AsImmutableArray(trees), features.FeatureCount),
            outOfBag?.Means() ?? [],
            outOfBag?.Counts() ?? []);
    }
}
