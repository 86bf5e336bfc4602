using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>How <see cref="DetectorComparison"/> runs.</summary>
public sealed record ComparisonOptions
{
    /// <summary>How sure intervals are to be, and how to draw; null for none. Default: the defaults of <see cref="BootstrapOptions"/>.</summary>
    public BootstrapOptions? Bootstrap { get; init; } = new();

    /// <summary>
    /// Most candidates at work side by side, at least 1. Default: null, as many as the machine has processors. Figures do not depend on it, seconds do: they are wall time, and
    /// candidates side by side wait for each other. Set 1 to compare seconds.
    /// </summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int? MaxThreads { get; init => field = OptionGuard.AtLeast(1, value); }
}
