using System.Globalization;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>How a one-class support vector machine is trained (libsvm's and scikit-learn's <c>OneClassSVM</c>).</summary>
public sealed record OneClassSvmOptions : ILearnerOptions
{
    /// <summary>ν, in (0, 1]: at most this share of training rows end outside, and at least this share are support vectors. Default: 0.5. Times the rows it must be at least 1.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double Nu { get; init => field = OptionGuard.AboveWithin(0, 1, value); } = 0.5;

    /// <summary>How rows are compared. Default: <see cref="SvmKernelKind.Rbf"/>.</summary>
    /// <exception cref="OptionsException">Not a value of the enum.</exception>
    public SvmKernelKind Kernel { get; init => field = OptionGuard.Defined(value); }

    /// <summary>γ of the kernel. Default: <see cref="SvmGamma.Scale"/>. A linear kernel has none.</summary>
    public SvmGamma Gamma { get; init; }

    /// <summary>The degree of a polynomial kernel, in [1, <see cref="SvmKernel.HighestDegree"/>]. Default: 3.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int Degree { get; init => field = OptionGuard.Within(1, SvmKernel.HighestDegree, value); } = 3;

    /// <summary>What a polynomial or sigmoid kernel adds to the product, in [−1,000,000, 1,000,000]. Default: 0.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double Coef0 { get; init => field = OptionGuard.Within(-SvmKernel.LargestCoef0, SvmKernel.LargestCoef0, value); }

    /// <summary>How far the optimality conditions may be violated at the end, in [1e-12, 1]. Default: 0.001.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double Tolerance { get; init => field = OptionGuard.Within(1e-12, 1, value); } = 1e-3;

    /// <summary>Memory for kernel values that are kept, in megabytes, at least 1. Default: 200. Less of it takes longer; the result does not depend on it.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int CacheMegabytes { get; init => field = OptionGuard.Within(1, 100_000, value); } = 200;

    /// <summary>Whether rows whose coefficient has settled are left aside for a while. Default: true. Faster; within <see cref="Tolerance"/> the same result.</summary>
    public bool Shrinking { get; init; } = true;

    /// <summary>Most steps of the solver, at least 1. Default: null, 10,000,000 or 100 a row, whichever is more. Where it is reached, the result says so.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxIterations { get; init => field = OptionGuard.AtLeast(1, value); }

    /// <summary>Most rows that are accepted, at least 1, as time grows with their square. Default: 20,000.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MaxRows { get; init => field = OptionGuard.AtLeast(1, value); } = 20_000;

    string ILearnerOptions.Algorithm => "one-class-svm";

    /// <summary>The most steps for so many rows.</summary>
    internal int IterationLimit(int rowCount) => MaxIterations ?? (int)Math.Min(int.MaxValue, Math.Max(10_000_000, 100L * rowCount));

    /// <exception cref="ArgumentException">So many rows are too many, or too few for <see cref="Nu"/>.</exception>
    internal void CheckRows(int rowCount)
    {
        if (rowCount == 0) throw new ArgumentException("There are no rows to train on; at least one is needed.");
        if (rowCount > MaxRows)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"There are {rowCount} rows, but {nameof(MaxRows)} is {MaxRows}: time and memory of a one-class SVM grow with the square of the rows. Train on a sample of the rows, take an isolation forest, or set {nameof(MaxRows)} higher and wait."));
        }

        if (Nu * rowCount < 1) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{nameof(Nu)} is {Nu}, less than one of {rowCount} rows: there would be a single support vector, and nearly every row outside. {nameof(Nu)} must be at least {1.0 / rowCount}."));
    }
}
