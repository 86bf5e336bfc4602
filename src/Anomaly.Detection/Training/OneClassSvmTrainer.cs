using System.Globalization;
using System.Runtime.InteropServices;
using Anomaly.Detection.Data;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>Trains one-class support vector machines, which need no labels. Immutable; safe to share between threads.</summary>
/// <remarks>
/// Features must be of one scale, or the largest decide alone: scale them before. Time grows with about the square of the rows. Nothing is drawn, so the result has the same bits
/// on every machine. Memory beyond the table: 8 bytes a value, about 60 bytes a row, and the cache.
/// </remarks>
public sealed class OneClassSvmTrainer
{
    /// <summary>Creates a trainer.</summary>
    /// <param name="options">How to train; the defaults when null.</param>
    public OneClassSvmTrainer(OneClassSvmOptions? options = null) => Options = options ?? new OneClassSvmOptions();

    /// <summary>How machines are trained.</summary>
    public OneClassSvmOptions Options { get; }

    /// <summary>Trains a machine.</summary>
    /// <param name="features">The rows, without missing values; at most <see cref="OneClassSvmOptions.MaxRows"/>, and at least 1/ν.</param>
    /// <param name="progress">Told every some hundred steps, and at the end. What it throws ends the training and reaches the caller as it is.</param>
    /// <param name="cancellationToken">Stops the training before the next step; nothing is returned.</param>
    /// <returns>The machine; the same for the same rows and options.</returns>
    /// <exception cref="ArgumentException">There are too many or too few rows, or a value is missing; its feature and row are named.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TrainedOneClassSvm Train(FeatureMatrix features, IProgress<SvmProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        Options.CheckRows(features.RowCount);
        CheckValues(features);
        cancellationToken.ThrowIfCancellationRequested();
        SvmKernel kernel = KernelFor(features);
        var matrix = new KernelMatrix(kernel, features, Options.CacheMegabytes * 1024L * 1024);
        var solver = new SmoSolver(matrix, Start(features.RowCount), Options.Tolerance, Options.Shrinking);
        SolverProgress? told = progress is null ? null : new SolverProgress(progress, Options.Tolerance);
        double[] alpha = solver.Solve(Options.IterationLimit(features.RowCount), told, cancellationToken);
        OneClassSvmModel model = ModelOf(kernel, features, alpha, solver.Rho);
        double[] scores = TrainingScores(model, features, cancellationToken);
        told?.End(solver.Iterations, solver.Violation);
        return new TrainedOneClassSvm(model, ImmutableCollectionsMarshal.AsImmutableArray(scores), solver.Iterations, solver.Violation, alpha.Count(value => value >= 1), MessageOf(solver), Options);
    }

    private static void CheckValues(FeatureMatrix features)
    {
        for (int feature = 0; feature < features.FeatureCount; feature++)
        {
            ReadOnlySpan<float> column = features.Column(feature);
            for (int row = 0; row < column.Length; row++)
            {
                if (float.IsNaN(column[row])) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Feature {feature} of row {row} is missing; a one-class SVM needs every value, so fill it in before (the encoder's imputation does)."), nameof(features));
            }
        }
    }

    // Mean first, then squares of what is left: never negative, however far from 0 the values are.
    private static double Variance(FeatureMatrix features)
    {
        double count = (double)features.RowCount * features.FeatureCount;
        double sum = 0;
        for (int feature = 0; feature < features.FeatureCount; feature++)
        {
            foreach (float value in features.Column(feature)) sum += value;
        }

        double mean = sum / count;
        double squares = 0;
        for (int feature = 0; feature < features.FeatureCount; feature++)
        {
            foreach (float value in features.Column(feature)) squares += (value - mean) * (value - mean);
        }

        return squares / count;
    }

    private static OneClassSvmModel ModelOf(SvmKernel kernel, FeatureMatrix features, double[] alpha, double rho)
    {
        int[] support = [.. Enumerable.Range(0, alpha.Length).Where(row => alpha[row] > 0)];
        float[] vectors = new float[support.Length * features.FeatureCount];
        for (int i = 0; i < support.Length; i++) features.CopyRow(support[i], vectors.AsSpan(i * features.FeatureCount, features.FeatureCount));
        return new OneClassSvmModel(kernel, vectors, support.Select(row => alpha[row]).ToArray(), rho, features.FeatureCount);
    }

    private static double[] TrainingScores(OneClassSvmModel model, FeatureMatrix features, CancellationToken cancellationToken)
    {
        var vectors = new SupportVectors(model);
        double[] scores = new double[features.RowCount];
        float[] row = new float[features.FeatureCount];
        for (int i = 0; i < scores.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            features.CopyRow(i, row);
            scores[i] = vectors.Score(row);
        }

        return scores;
    }

    private SvmKernel KernelFor(FeatureMatrix features)
    {
        double gamma = Options.Gamma.Resolve(features.FeatureCount, Variance(features));
        return Options.Kernel switch
        {
            SvmKernelKind.Rbf => SvmKernel.Rbf(gamma),
            SvmKernelKind.Linear => SvmKernel.Linear,
            SvmKernelKind.Polynomial => SvmKernel.Polynomial(gamma, Options.Degree, Options.Coef0),
            _ => SvmKernel.Sigmoid(gamma, Options.Coef0),
        };
    }

    // The first ν·n coefficients are 1, the next has what is left.
    private double[] Start(int rowCount)
    {
        double total = Options.Nu * rowCount;
        int whole = (int)total;
        double[] alpha = new double[rowCount];
        alpha.AsSpan(0, Math.Min(whole, rowCount)).Fill(1);
        if (whole < rowCount) alpha[whole] = total - whole;
        return alpha;
    }

    private string? MessageOf(SmoSolver solver) => solver.Converged ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"the one-class SVM stopped after {solver.Iterations} steps with a violation of {solver.Violation:G3} (tolerance {Options.Tolerance}): its boundary is approximate; scale the features, allow more {nameof(Options.MaxIterations)}, or a greater {nameof(Options.Tolerance)}");
}
