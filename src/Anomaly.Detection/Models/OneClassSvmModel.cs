using System.Globalization;

namespace Anomaly.Detection.Models;

/// <summary>A one-class support vector machine: a row is the more anomalous the less it is like the support vectors. Immutable.</summary>
/// <remarks>
/// Schölkopf, Platt, Shawe-Taylor, Smola and Williamson, "Estimating the support of a high-dimensional distribution" (2001), in libsvm's scale. The score is
/// ρ − Σ αᵢ·K(svᵢ, row): the negative of libsvm's and scikit-learn's decision value. It has no bounds, and grows with the rows trained on.
/// </remarks>
public sealed class OneClassSvmModel : IAnomalyModel
{
    /// <summary>Into how many partial sums the terms are dealt, one after the other.</summary>
    internal const int PartialSums = 8;

    // Solvers may end a rounding beyond.
    private const double LargestCoefficient = 1 + 1e-9;

    private readonly float[] _supportVectors;
    private readonly double[] _coefficients;

    /// <summary>Makes a model from its parts.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="supportVectors">Row-major features of the support vectors; finite. Length = vectors × <paramref name="featureCount"/>.</param>
    /// <param name="coefficients">α of each support vector; in (0, 1]. At least one.</param>
    /// <param name="rho">The decision's offset; finite.</param>
    /// <param name="featureCount">The length of a row, at least 1.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, or a number is out of its range; the message names it.</exception>
    public OneClassSvmModel(SvmKernel kernel, ReadOnlySpan<float> supportVectors, ReadOnlySpan<double> coefficients, double rho, int featureCount)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        if (coefficients.IsEmpty) throw new ArgumentException("A one-class SVM has at least one support vector.", nameof(coefficients));
        if (supportVectors.Length != (long)coefficients.Length * featureCount) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{supportVectors.Length} values are not {coefficients.Length} support vectors of {featureCount} features."), nameof(supportVectors));
        for (int i = 0; i < coefficients.Length; i++)
        {
            if (!(coefficients[i] > 0 && coefficients[i] <= LargestCoefficient)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Coefficient {i} is {coefficients[i]}; expected a number in (0, 1]."), nameof(coefficients));
        }

        for (int i = 0; i < supportVectors.Length; i++)
        {
            if (!float.IsFinite(supportVectors[i])) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Feature {i % featureCount} of support vector {i / featureCount} is {supportVectors[i]}; it must be finite."), nameof(supportVectors));
        }

        if (!double.IsFinite(rho)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Rho is {rho}; it must be finite."), nameof(rho));
        Kernel = kernel;
        Rho = rho;
        FeatureCount = featureCount;
        _supportVectors = supportVectors.ToArray();
        _coefficients = coefficients.ToArray();
    }

    /// <summary>How rows are compared.</summary>
    public SvmKernel Kernel { get; }

    /// <summary>The decision's offset: the score of a row that is like no support vector at all, under an RBF kernel.</summary>
    public double Rho { get; }

    /// <inheritdoc/>
    public int FeatureCount { get; }

    /// <summary>The number of support vectors.</summary>
    public int SupportVectorCount => _coefficients.Length;

    /// <summary>The support vectors, row-major.</summary>
    public ReadOnlySpan<float> SupportVectors => _supportVectors;

    /// <summary>α of each support vector.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>Whether the machine itself calls a row of this score an outlier.</summary>
    /// <param name="score">A score.</param>
    /// <returns>True from 0 on: only a decision value above 0 lies inside.</returns>
    public static bool IsOutlier(double score) => score >= 0;

    /// <summary>Scores one row: ρ − Σ αᵢ·K(svᵢ, row). Term i is added to partial sum i mod 8, and these are added in pairs.</summary>
    /// <exception cref="ArgumentException">The row has another length, or a value is missing, which this model knows nothing of; the feature is named.</exception>
    /// <inheritdoc/>
    public double Score(ReadOnlySpan<float> row)
    {
        CheckRow(row);
        Span<double> sums = stackalloc double[PartialSums];
        sums.Clear();
        for (int i = 0; i < _coefficients.Length; i++) sums[i % PartialSums] += _coefficients[i] * Kernel.Of(row, _supportVectors.AsSpan(i * FeatureCount, FeatureCount));
        return ScoreOf(sums);
    }

    /// <summary>The score that follows from the partial sums.</summary>
    internal double ScoreOf(ReadOnlySpan<double> sums) => Rho - (((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7])));

    /// <exception cref="ArgumentException">The row has another length, or a value is missing.</exception>
    internal void CheckRow(ReadOnlySpan<float> row)
    {
        if (row.Length != FeatureCount) throw new ArgumentException($"The row has {row.Length} features, but the model was trained on {FeatureCount}.", nameof(row));
        for (int feature = 0; feature < row.Length; feature++)
        {
            if (float.IsNaN(row[feature])) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Feature {feature} is missing; a one-class SVM needs every value, so fill it in before."), nameof(row));
        }
    }
}
