using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>When <see cref="PriorEstimation"/> ends.</summary>
public sealed record PriorEstimationOptions
{
    /// <summary>A step shorter than this is the last, in (0, 1]. Default: 1e-6.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double Tolerance { get; init => field = OptionGuard.AboveWithin(0, 1, value); } = 1e-6;

    /// <summary>The most steps, in [1, 1,000,000]. Default: 100.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MaxIterations { get; init => field = OptionGuard.Within(1, 1_000_000, value); } = 100;
}
