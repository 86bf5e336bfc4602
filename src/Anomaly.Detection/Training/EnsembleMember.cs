using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>One detector of an ensemble.</summary>
/// <param name="Options">How it is learned.</param>
public sealed record EnsembleMember(ILearnerOptions Options)
{
    /// <summary>How it is learned.</summary>
    /// <exception cref="OptionsException">Null.</exception>
    public ILearnerOptions Options { get; init => field = Given(value); } = Given(Options);

    /// <summary>How much its calibrated score counts beside the others'; in (0, 1,000,000]. Default: 1.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double Weight { get; init => field = OptionGuard.AboveWithin(0, 1e6, value); } = 1;

    private static ILearnerOptions Given(ILearnerOptions options) => options ?? throw new OptionsException(nameof(Options), "options", "null");
}
