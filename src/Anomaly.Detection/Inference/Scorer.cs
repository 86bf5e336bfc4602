using System.Globalization;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>A model compiled to be scored fast. Immutable; safe to share between threads without a lock.</summary>
/// <remarks>
/// Scores equal the model's own <see cref="IAnomalyModel.Score"/> bit for bit, by whatever engine, on whatever processor and number of threads.
/// Compiling takes milliseconds for tens of thousands of nodes: keep the scorer.
/// </remarks>
public abstract class Scorer
{
    private protected Scorer(int featureCount) => FeatureCount = featureCount;

    /// <summary>The length of a row.</summary>
    public int FeatureCount { get; }

    /// <summary>The engine that was chosen; of an ensemble, that of its first member.</summary>
    public abstract ScoringEngine Engine { get; }

    /// <summary>Bytes that the compiled form takes beside the model: for forests about 8 a split at most, and a number for each leaf and the distinct values of each tree.</summary>
    public abstract long MemoryBytes { get; }

    /// <summary>Compiles a model with default options.</summary>
    /// <param name="model">The model.</param>
    /// <returns>The scorer.</returns>
    /// <exception cref="NotSupportedException">The environment names an engine that cannot run here or cannot hold this model.</exception>
    public static Scorer Compile(IAnomalyModel model) => Compile(model, new ScorerOptions());

    /// <summary>Compiles a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">How; see there for defaults.</param>
    /// <returns>The scorer.</returns>
    /// <exception cref="NotSupportedException">The engine that is asked for cannot run here or cannot hold this model; or scaling is to be folded into a model without trees.</exception>
    /// <exception cref="ArgumentException">The scaling has another number of features than the model.</exception>
    public static Scorer Compile(IAnomalyModel model, ScorerOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Scaling is { } scaling && scaling.FeatureCount != model.FeatureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The scaling is of {scaling.FeatureCount} features, but the model has {model.FeatureCount}."), nameof(options));
        return model switch
        {
            ITreeModel { ReadsRowsOnly: true } trees => TreeScorer.Of(trees, options),
            IsolationForestModel forest => ProjectionScorer.Of(forest, options),
            OneClassSvmModel svm => SvmScorer.Of(svm, options),
            EnsembleModel ensemble => EnsembleScorer.Of(ensemble, options),
            _ => ModelScorer.Of(model, options),
        };
    }

    /// <summary>Scores rows laid end to end.</summary>
    /// <param name="rows">Row-major features; length = rows × <see cref="FeatureCount"/>. NaN is missing; nothing is infinite.</param>
    /// <param name="scores">Receives one score per row; greater is more anomalous. For a random forest: a probability in [0, 1].</param>
    /// <exception cref="ArgumentException">The length of <paramref name="rows"/> is not that many rows.</exception>
    /// <remarks>Thread-safe. On one thread, and with up to 1,023 features, allocates nothing once its pooled scratch is there.</remarks>
    public void Score(ReadOnlySpan<float> rows, Span<double> scores) => Score(rows, scores, progress: null, CancellationToken.None);

    /// <summary>Scores rows laid end to end, and can be stopped.</summary>
    /// <param name="rows">Row-major features; length = rows × <see cref="FeatureCount"/>. NaN is missing; nothing is infinite.</param>
    /// <param name="scores">Receives one score per row; greater is more anomalous. When stopped, some are written and some are not.</param>
    /// <param name="progress">Told every few thousand rows how many are scored; from any of the threads.</param>
    /// <param name="cancellationToken">Stops the scoring between some thousand rows and the next.</param>
    /// <exception cref="ArgumentException">The length of <paramref name="rows"/> is not that many rows.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Score(ReadOnlySpan<float> rows, Span<double> scores, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (rows.Length != (long)scores.Length * FeatureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{rows.Length} values are not {scores.Length} rows of {FeatureCount} features."), nameof(rows));
        ScoreRows(rows, scores, progress, cancellationToken);
    }

    /// <summary>Scores one row.</summary>
    /// <param name="row">The features; length = <see cref="FeatureCount"/>. NaN is missing; nothing is infinite.</param>
    /// <returns>The score; greater is more anomalous. For a random forest: a probability in [0, 1].</returns>
    /// <exception cref="ArgumentException">The row has another length.</exception>
    /// <remarks>Thread-safe, allocates nothing with up to 1,023 features.</remarks>
    public double Score(ReadOnlySpan<float> row)
    {
        if (row.Length != FeatureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The row has {row.Length} features, but the model has {FeatureCount}."), nameof(row));
        return ScoreRow(row);
    }

    private protected abstract double ScoreRow(ReadOnlySpan<float> row);

    private protected abstract void ScoreRows(ReadOnlySpan<float> rows, Span<double> scores, IProgress<int>? progress, CancellationToken cancellationToken);
}
