using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>How <see cref="ThresholdDesigner"/> reckons.</summary>
public sealed record ThresholdDesignOptions
{
    /// <summary>
    /// The share of anomalies to be met, in (0, 1), where the rows were enriched with anomalies: precision, alerts and costs are reckoned at it. Default:
    /// null, the share among the rows.
    /// </summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double? AnomalyRate
    {
        get;
        init
        {
            if (value is { } given && !(given is > 0 and < 1)) OptionGuard.Throw(nameof(AnomalyRate), "a number in (0, 1)", NumberText.Format(given));
            field = value;
        }
    }

    /// <summary>How a bound is reckoned where an objective asks for confidence. Default: Clopper and Pearson's.</summary>
    /// <exception cref="OptionsException">Not defined.</exception>
    public ProportionBound Bound { get; init => field = OptionGuard.Defined(value); }

    /// <summary>How the intervals of the figures are made; the defaults unless given. Null: figures without intervals.</summary>
    public BootstrapOptions? Intervals { get; init; } = new();
}
