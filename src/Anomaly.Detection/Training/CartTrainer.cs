using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Grows a single classification tree. Immutable; safe to share between threads.</summary>
/// <remarks>Breiman, Friedman, Olshen and Stone, "Classification and regression trees" (1984), in the form of scikit-learn.</remarks>
public sealed class CartTrainer
{
    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How to grow; the defaults when null.</param>
    public CartTrainer(CartOptions? options = null)
    {
        Options = options ?? new CartOptions();
    }

    /// <summary>How trees are grown.</summary>
    public CartOptions Options { get; }

    /// <summary>Grows a tree on rows that all weigh 1.</summary>
    /// <param name="features">The rows; NaN is missing.</param>
    /// <param name="isAnomaly">One label per row, true = anomaly; both classes must occur.</param>
    /// <param name="cancellationToken">Stops the training before the next feature of a node is looked at.</param>
    /// <returns>The tree; its values are weighted shares of anomalies.</returns>
    /// <exception cref="ArgumentException">There is nothing to train on, lengths differ, or a class is empty.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public DecisionTree Train(FeatureMatrix features, ReadOnlySpan<bool> isAnomaly, CancellationToken cancellationToken = default) =>
        TrainOn(new TrainingSet(features, isAnomaly), cancellationToken);

    /// <summary>Grows a tree on a training set. Its groups do not matter: a single tree sees all rows.</summary>
    /// <param name="set">The rows, their labels and, where given, their weights.</param>
    /// <param name="cancellationToken">Stops the training before the next feature of a node is looked at.</param>
    /// <returns>The tree; its values are weighted shares of anomalies.</returns>
    /// <exception cref="ArgumentException">The search is binned, and the rows of a class do not all weigh the same; or there are monotonic constraints for another number of features.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public DecisionTree TrainOn(TrainingSet set, CancellationToken cancellationToken = default)
    {
        Options.MonotonicConstraints.CheckFits(set);
        var rows = TrainingRows.Create(set, Options.SplitSearch, threads: 1, cancellationToken);
        var bag = new Bag(rows);
        bag.TakeAll(Options.ClassWeight);
        var random = new RandomStream(Options.Seed);
        return TreeGrower.Create(rows, Options).Grow(bag, ref random, cancellationToken);
    }
}
