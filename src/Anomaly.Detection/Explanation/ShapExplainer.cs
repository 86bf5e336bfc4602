using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Explanation;

/// <summary>Takes scores of forests apart into what each feature added: exact Shapley values. Immutable; safe to share between threads without a lock.</summary>
/// <remarks>
/// <para>
/// <c>BaseValue + Σ contributions = SumOf(score)</c>. A feature's contribution is the mean, over all orders in which features may become known, of what its becoming known changes:
/// the one way of sharing a score out that adds up, gives equal features the same and useless ones nothing (Shapley 1953). Where features tell the same, they share the credit.
/// </para>
/// <list type="table">
/// <listheader><term>model</term><description>contributions add up to</description></listheader>
/// <item><term>random forest</term><description>the score: a share of votes, in [0, 1]</description></item>
/// <item><term>isolation forest</term><description>the binary logarithm of the score, −(mean path length) / c(ψ): above 0, a feature makes the row more anomalous</description></item>
/// <item><term>ensemble of forests</term><description>the score; each member's contributions are stretched so that they end at its calibrated number, which is exact where that is linear</description></item>
/// </list>
/// <para>
/// Without a background, what is not known follows the covers of the trees (path-dependent); with one, it is taken from the background's rows (interventional), which costs some four to eight times as much for a hundred of
/// them. A missing value goes its learned way, in the row and in the background.
/// </para>
/// </remarks>
public abstract class ShapExplainer
{
    /// <summary>The binary logarithm of the least double above 0: what stands for a score that is too small for a double.</summary>
    private protected const double LeastLogarithm = -1074;

    private const int RowsPerTask = 64;

    private protected ShapExplainer(int featureCount) => FeatureCount = featureCount;

    /// <summary>The length of a row.</summary>
    public int FeatureCount { get; }

    /// <summary>What contributions count from: the mean, over the rows that the covers stand for or over the background, of what they add up to.</summary>
    public abstract double BaseValue { get; }

    /// <summary>Prepares a model: some milliseconds for a forest of 100,000 nodes.</summary>
    /// <param name="model">A random forest, an isolation forest, or an ensemble of such.</param>
    /// <param name="options">What takes the place of unknown features; the defaults when null.</param>
    /// <returns>The explainer.</returns>
    /// <exception cref="NotSupportedException">The model, or a member of it, has no trees.</exception>
    /// <exception cref="ArgumentException">The background has no rows, or rows of another length than the model's.</exception>
    public static ShapExplainer Compile(IAnomalyModel model, ShapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ShapOptions chosen = options ?? new ShapOptions();
        if (chosen.Background is { } background)
        {
            if (background.RowCount == 0) throw new ArgumentException("The background has 0 rows; at least one is needed.", nameof(options));
            if (background.FeatureCount != model.FeatureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The background's rows have {background.FeatureCount} features, but the model was trained on {model.FeatureCount}."), nameof(options));
        }

        return model switch
        {
            ITreeModel trees => new ForestShap(trees, chosen),
            EnsembleModel ensemble => new EnsembleShap(ensemble, chosen),
            _ => throw new NotSupportedException($"A {model.GetType().Name} has no trees; contributions are worked out for {nameof(RandomForestModel)}, {nameof(IsolationForestModel)} and ensembles of them."),
        };
    }

    /// <summary>What <see cref="BaseValue"/> and the contributions of a row of this score add up to.</summary>
    /// <param name="score">A score of the model.</param>
    /// <returns>Of an isolation forest the binary logarithm of the score, −1074 for 0; else the score.</returns>
    public abstract double SumOf(double score);

    /// <summary>The score that a sum stands for: the inverse of <see cref="SumOf"/>.</summary>
    /// <param name="sum">Base value and contributions, added.</param>
    /// <returns>The score.</returns>
    public abstract double ScoreOf(double sum);

    /// <summary>Explains rows laid end to end, on the caller's thread; allocates nothing once its pooled scratch is there.</summary>
    /// <param name="rows">Row-major encoded features; length = rows × <see cref="FeatureCount"/>. NaN is missing.</param>
    /// <param name="contributions">Receives one number per value of <paramref name="rows"/>, in the same order; above 0 towards an anomaly.</param>
    /// <exception cref="ArgumentException">The values are no whole number of rows, or there is room for another number of contributions.</exception>
    /// <remarks>Thread-safe. A row's bits do not depend on the rows beside it, or on the machine.</remarks>
    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        if (rows.Length % FeatureCount != 0) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{rows.Length} values are no whole number of rows of {FeatureCount} features."), nameof(rows));
        if (contributions.Length != rows.Length) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There is room for {contributions.Length} contributions, but there are {rows.Length} values."), nameof(contributions));
        ExplainRows(rows, contributions);
    }

    /// <summary>Explains all rows of a matrix on several threads.</summary>
    /// <param name="rows">Encoded rows, of <see cref="FeatureCount"/> features.</param>
    /// <param name="maxThreads">Most threads at once, at least 1; null for as many as the machine has processors.</param>
    /// <param name="progress">Told, in order, how many rows are done, from the threads that work.</param>
    /// <param name="cancellationToken">Stops; nothing is returned.</param>
    /// <returns>Row-major contributions, one per value; the same bits on any number of threads.</returns>
    /// <exception cref="ArgumentException">The rows have another number of features, or the threads are below 1.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public double[] Explain(FeatureMatrix rows, int? maxThreads = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (maxThreads is { } threads) ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1, nameof(maxThreads));
        if (rows.FeatureCount != FeatureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The rows have {rows.FeatureCount} features, but the model was trained on {FeatureCount}."), nameof(rows));
        double[] contributions = new double[checked(rows.RowCount * FeatureCount)];
        var done = new InOrder<int>((_, end) => progress?.Report(end));
        Crew.Run((rows.RowCount + RowsPerTask - 1) / RowsPerTask, maxThreads ?? Environment.ProcessorCount, Hire, cancellationToken);
        return contributions;

        Action<int> Hire(CancellationToken stop)
        {
            float[] values = new float[RowsPerTask * FeatureCount];
            return task =>
            {
                int start = task * RowsPerTask;
                int end = Math.Min(start + RowsPerTask, rows.RowCount);
                for (int row = start; row < end; row++) rows.CopyRow(row, values.AsSpan((row - start) * FeatureCount, FeatureCount));
                int length = (end - start) * FeatureCount;
                ExplainRows(values.AsSpan(0, length), contributions.AsSpan(start * FeatureCount, length));
                done.Pass(task, end);
            };
        }
    }

    private protected abstract void ExplainRows(ReadOnlySpan<float> rows, Span<double> contributions);
}
