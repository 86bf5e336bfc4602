using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Explanation;

/// <summary>What features are worth to any model: how far a figure falls when the values of one of them change places between the rows.</summary>
/// <remarks>
/// Breiman (2001), for any model: Fisher, Rudin and Dominici (2019), as in scikit-learn's <c>permutation_importance</c>. Measure it on rows that the
/// model was not trained on: on training rows it tells what the model leans on, not what is worth it. Features that tell the same stand in for
/// each other, and then each seems worth little.
/// </remarks>
public static class PermutationImportances
{
    /// <summary>Permutes the features of a model.</summary>
    /// <param name="model">The model; it is asked row by row, slowly. A faster scorer can be given as a function.</param>
    /// <param name="features">The rows to judge on, as long as the model wants them.</param>
    /// <param name="isAnomaly">One label a row, true = anomaly.</param>
    /// <param name="options">The figure, repeats, seed and threads; the defaults when null.</param>
    /// <param name="progress">Told the share of features that are done, in order, from the threads that work.</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>Per feature, the fall of the figure; the same on any number of threads.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or all are of one class and the figure needs both.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImmutableArray<MetricDrop> Of(IAnomalyModel model, FeatureMatrix features, ReadOnlySpan<bool> isAnomaly, PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(features);
        if (features.FeatureCount != model.FeatureCount) throw new ArgumentException($"The rows have {features.FeatureCount} features, but the model was trained on {model.FeatureCount}.", nameof(features));
        return OfFunction(ScoreEach, features, isAnomaly, options, progress, cancellationToken);

        void ScoreEach(ReadOnlySpan<float> rows, Span<double> scores)
        {
            for (int row = 0; row < scores.Length; row++) scores[row] = model.Score(rows.Slice(row * model.FeatureCount, model.FeatureCount));
        }
    }

    /// <summary>Permutes the features of whatever scores rows.</summary>
    /// <param name="score">Scores rows, some hundred at a time, on several threads at once.</param>
    /// <param name="features">The rows to judge on.</param>
    /// <param name="isAnomaly">One label a row, true = anomaly.</param>
    /// <param name="options">The figure, repeats, seed and threads; the defaults when null.</param>
    /// <param name="progress">Told the share of features that are done, in order, from the threads that work.</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>Per feature, the fall of the figure; the same on any number of threads.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or all are of one class and the figure needs both.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static ImmutableArray<MetricDrop> OfFunction(RowScoring score, FeatureMatrix features, ReadOnlySpan<bool> isAnomaly, PermutationOptions? options = null, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(score);
        ArgumentNullException.ThrowIfNull(features);
        if (features.RowCount == 0) throw new ArgumentException("There are 0 rows to judge; at least one is needed.", nameof(features));
        if (isAnomaly.Length != features.RowCount) throw new ArgumentException($"{isAnomaly.Length} labels do not fit {features.RowCount} rows.", nameof(isAnomaly));
        PermutationOptions chosen = options ?? new PermutationOptions();
        bool[] labels = isAnomaly.ToArray();
        double baseline = new PermutedColumn(score, features, labels, chosen).MeasureUnpermuted(cancellationToken);
        var drops = new MetricDrop[features.FeatureCount];
        var done = new InOrder<MetricDrop>((feature, drop) =>
        {
            drops[feature] = drop;
            progress?.Report((feature + 1.0) / drops.Length);
        });
        Crew.Run(drops.Length, chosen.MaxThreads ?? Environment.ProcessorCount, Hire, cancellationToken);
        return ImmutableArray.Create(drops);

        Action<int> Hire(CancellationToken stop)
        {
            var permuted = new PermutedColumn(score, features, labels, chosen);
            return feature => done.Pass(feature, MetricDrop.Of(baseline, permuted.Measure(feature, stop)));
        }
    }
}
