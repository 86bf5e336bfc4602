using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Models;

/// <summary>A kernel with its numbers. Immutable.</summary>
/// <remarks>Sums run over the features in order, in double, and powers of e are our own, so that a value has the same bits on every machine.</remarks>
public sealed record SvmKernel
{
    /// <summary>The highest degree of a polynomial.</summary>
    public const int HighestDegree = 20;

    internal const double LargestGamma = 1e30;
    internal const double LargestCoef0 = 1e6;

    // Powers beyond are cut off, so that sums of them stay numbers.
    private const double LargestPower = 1e100;

    private SvmKernel(SvmKernelKind kind, double gamma, int degree, double coef0)
    {
        Kind = kind;
        Gamma = gamma;
        Degree = degree;
        Coef0 = coef0;
    }

    /// <summary>Which kernel it is.</summary>
    public SvmKernelKind Kind { get; }

    /// <summary>γ, above 0; 1 for a linear kernel, which has none.</summary>
    public double Gamma { get; }

    /// <summary>d of a polynomial; 1 for other kernels.</summary>
    public int Degree { get; }

    /// <summary>c of a polynomial or sigmoid; 0 for other kernels.</summary>
    public double Coef0 { get; }

    /// <summary>x·y.</summary>
    public static SvmKernel Linear { get; } = new(SvmKernelKind.Linear, 1, 1, 0);

    /// <summary>exp(−γ·|x − y|²).</summary>
    /// <param name="gamma">In (0, 10³⁰].</param>
    /// <returns>The kernel.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static SvmKernel Rbf(double gamma) => new(SvmKernelKind.Rbf, Checked(gamma), 1, 0);

    /// <summary>(γ·x·y + c)^d; powers beyond ±10¹⁰⁰ are cut off there.</summary>
    /// <param name="gamma">In (0, 10³⁰].</param>
    /// <param name="degree">In [1, <see cref="HighestDegree"/>].</param>
    /// <param name="coef0">In [−1,000,000, 1,000,000].</param>
    /// <returns>The kernel.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static SvmKernel Polynomial(double gamma, int degree, double coef0) =>
        new(SvmKernelKind.Polynomial, Checked(gamma), OptionGuard.Within(1, HighestDegree, degree, nameof(degree)), OptionGuard.Within(-LargestCoef0, LargestCoef0, coef0, nameof(coef0)));

    /// <summary>tanh(γ·x·y + c).</summary>
    /// <param name="gamma">In (0, 10³⁰].</param>
    /// <param name="coef0">In [−1,000,000, 1,000,000].</param>
    /// <returns>The kernel.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static SvmKernel Sigmoid(double gamma, double coef0) =>
        new(SvmKernelKind.Sigmoid, Checked(gamma), 1, OptionGuard.Within(-LargestCoef0, LargestCoef0, coef0, nameof(coef0)));

    /// <summary>How alike two rows are.</summary>
    /// <param name="left">A row.</param>
    /// <param name="right">Another of the same length; neither has missing values.</param>
    /// <returns>The kernel's value, the same whichever row is named first.</returns>
    /// <exception cref="ArgumentException">The rows have different lengths.</exception>
    public double Of(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.Length != right.Length) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The rows have {left.Length} and {right.Length} features."), nameof(right));
        double sum = 0;
        for (int feature = 0; feature < left.Length; feature++)
        {
            double difference = (double)left[feature] - right[feature];
            sum += Kind == SvmKernelKind.Rbf ? difference * difference : (double)left[feature] * right[feature];
        }

        return OfSum(sum);
    }

    /// <summary>The value that follows from the squared distance of two rows, for RBF, or from their product.</summary>
    internal double OfSum(double sum) => Kind switch
    {
        SvmKernelKind.Rbf => Exponential.Exp(-Gamma * sum),
        SvmKernelKind.Linear => sum,
        SvmKernelKind.Polynomial => Power((Gamma * sum) + Coef0),
        _ => HyperbolicTangent((Gamma * sum) + Coef0),
    };

    private static double Checked(double gamma) => OptionGuard.AboveWithin(0, LargestGamma, gamma, nameof(gamma));

    private static double HyperbolicTangent(double x)
    {
        double small = Exponential.Exp(-2 * Math.Abs(x));
        double tangent = (1 - small) / (1 + small);
        return x < 0 ? -tangent : tangent;
    }

    private double Power(double x)
    {
        double power = Math.Clamp(x, -LargestPower, LargestPower);
        for (int factor = 1; factor < Degree; factor++) power = Math.Clamp(power * x, -LargestPower, LargestPower);
        return power;
    }
}
