using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>How a <see cref="ReliabilityTable"/> is made.</summary>
public sealed record ReliabilityOptions
{
    /// <summary>The number of bins, in [1, 10,000]; those without rows are left out. Default: 10.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int Bins { get; init => field = OptionGuard.Within(1, 10_000, value); } = 10;

    /// <summary>How probabilities are put into bins. Default: equal width, as scikit-learn's <c>calibration_curve</c> does.</summary>
    /// <exception cref="OptionsException">No value of the enum.</exception>
    public ReliabilityBinning Binning { get; init => field = OptionGuard.Defined(value); }
}
