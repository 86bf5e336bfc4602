using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>A calibration whose probabilities are moved to another share of anomalies than it was fitted at. Immutable.</summary>
/// <remarks>See <see cref="PriorShift"/> for the formula and where it holds; <see cref="Calibration.WithPrior"/> makes it.</remarks>
public sealed record PriorShiftedCalibration : Calibration
{
    /// <summary>The calibration as it was fitted: with a base rate, and not moved itself.</summary>
    /// <exception cref="OptionsException">Null, without a base rate, or itself moved.</exception>
    public required Calibration Original
    {
        get;
        init
        {
            if (value is null or PriorShiftedCalibration || value.BaseRate is null) OptionGuard.Throw(nameof(Original), "a calibration with a base rate that was not moved itself", value?.GetType().Name ?? "null");
            field = value;
        }
    }

    /// <summary>The share of anomalies among the rows that its probabilities speak of, in (0, 1).</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public required double Prior { get; init => field = PriorShift.CheckedRate(value, nameof(Prior)); }

    /// <summary>That of <see cref="Original"/>: the share that probabilities are moved from.</summary>
    /// <exception cref="OptionsException">Given: it is the original's.</exception>
    public override double? BaseRate
    {
        get => Original.BaseRate;
        init => OptionGuard.Throw(nameof(BaseRate), $"none, as it is that of {nameof(Original)}", value is { } rate ? NumberText.Format(rate) : "null");
    }

    /// <inheritdoc/>
    public override bool IsFittedToLabels => Original.IsFittedToLabels;

    /// <inheritdoc/>
    public override double Probability(double score)
    {
        double rate = Original.BaseRate!.Value;
        return PriorShift.Weigh(Original.Probability(score), Prior / rate, (1 - Prior) / (1 - rate));
    }

    /// <inheritdoc/>
    public override Calibration WithPrior(double prior) => this with { Prior = prior };
}
