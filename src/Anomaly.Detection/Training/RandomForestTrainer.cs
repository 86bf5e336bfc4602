using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Trains random forests. Immutable; safe to share between threads.</summary>
/// <remarks>
/// <para>Breiman, "Random forests" (2001), in the form of scikit-learn: bagged trees, features drawn at every node, soft votes.</para>
/// <para>
/// Tree t draws from stream t of the seed, so trees do not depend on one another, nor on the number of threads that grow them.
/// </para>
/// <para>
/// Memory beyond the table and the forest: 5 bytes a row; with binned search 1 byte a value and for each thread 11 bytes a row, with exact
/// search 4 bytes a value and for each thread under 90 bytes a row; for out-of-bag scores 12 bytes a row and for each thread 10.
/// </para>
/// <para>
/// Trees are trained side by side. Threads beyond the number of trees share in large nodes where the search is binned.
/// </para>
/// </remarks>
public sealed class RandomForestTrainer
{
    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How to train; the defaults when null.</param>
    /// <exception cref="OptionsException">Two options contradict each other: <see cref="RandomForestOptions"/> says of each what it needs.</exception>
    public RandomForestTrainer(RandomForestOptions? options = null)
    {
        Options = options ?? new RandomForestOptions();
        Options.Check();
    }

    /// <summary>How forests are trained.</summary>
    public RandomForestOptions Options { get; }

    /// <summary>Trains a forest on rows that all weigh 1.</summary>
    /// <param name="features">The rows; NaN is missing.</param>
    /// <param name="isAnomaly">One label per row, true = anomaly; both classes must occur.</param>
    /// <param name="progress">Told after each tree, in order, from the threads that train. What it throws ends the training and reaches the caller as it is.</param>
    /// <param name="cancellationToken">Stops the training before the next feature of a node is looked at; then no thread is at work any more, and nothing is returned.</param>
    /// <returns>The forest and its out-of-bag scores; the same for the same input, options and seed, on any number of threads.</returns>
    /// <exception cref="ArgumentException">There is nothing to train on, lengths differ, or a class is empty.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedForest Train(FeatureMatrix features, ReadOnlySpan<bool> isAnomaly, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        TrainOn(new TrainingSet(features, isAnomaly), progress, cancellationToken);

    /// <summary>Trains a forest on a training set.</summary>
    /// <param name="set">The rows, their labels and, where given, their weights and groups.</param>
    /// <param name="progress">Told after each tree, in order, from the threads that train. What it throws ends the training and reaches the caller as it is.</param>
    /// <param name="cancellationToken">Stops the training before the next feature of a node is looked at; then no thread is at work any more, and nothing is returned.</param>
    /// <returns>The forest and its out-of-bag scores; the same for the same input, options and seed, on any number of threads.</returns>
    /// <exception cref="ArgumentException">The search is binned, and the rows of a class do not all weigh the same; or there are monotonic constraints for another number of features; or <see cref="RandomForestOptions.ClassSamples"/> are given, and the rows are in groups.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedForest TrainOn(TrainingSet set, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        return Train(set, earlier: null, progress, cancellationToken);
    }

    /// <summary>Adds trees to a forest: gives exactly what training all of them at once gives, out-of-bag scores and counts included.</summary>
    /// <param name="forest">A forest of fewer trees than <see cref="RandomForestOptions.TreeCount"/>, trained with the same options otherwise; the number of threads does not matter.</param>
    /// <param name="set">The set it was trained on. Its bags are drawn again, and must give its leaves and its out-of-bag scores.</param>
    /// <param name="progress">Told after each tree, those of the forest included, in order, from the threads that train. What it throws ends the training and reaches the caller as it is.</param>
    /// <param name="cancellationToken">Stops the training before the next feature of a node is looked at; then no thread is at work any more, and nothing is returned.</param>
    /// <returns>A forest that begins with the trees of the other one, which stays as it is.</returns>
    /// <exception cref="ArgumentException">The forest has as many trees as are wanted or more, or was trained with other options or on another set; or what <see cref="TrainOn"/> refuses.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedForest Continue(TrainedForest forest, TrainingSet set, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Train(set, new EarlierForest(forest, set, Options), progress, cancellationToken);

    private TrainedForest Train(TrainingSet set, EarlierForest? earlier, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        Options.MonotonicConstraints.CheckFits(set);
        if (Options.ClassSamples is not null && !set.Groups.IsEmpty) throw new ArgumentException("Class samples draw rows of each class, so groups of rows cannot be kept together; a grouped set needs ClassSamples = null.", nameof(set));
        int threads = Options.MaxThreads ?? Environment.ProcessorCount;
        var rows = TrainingRows.Create(set, Options.SplitSearch, threads, cancellationToken);
        earlier?.CheckSearch(rows.Search);
        return new ForestGrowth(rows, Options, earlier).Run(threads, progress, cancellationToken);
    }
}
