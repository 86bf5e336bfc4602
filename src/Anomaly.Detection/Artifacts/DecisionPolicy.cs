using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Artifacts;

/// <summary>Turns a probability into a decision and a level of risk. Immutable.</summary>
/// <remarks>
/// <code>
/// 0 ────────────┬──────────────┬──────────────┬──────────── 1
///      Low      │    Medium    │    Medium    │    High
///         threshold / 2    threshold    (1 + threshold) / 2
/// </code>
/// With the bands left alone, an anomaly is never Low and a normal record never High, whatever the threshold.
/// </remarks>
public sealed record DecisionPolicy
{
    private readonly double? _mediumRiskFrom;
    private readonly double? _highRiskFrom;

    /// <summary>A record is an anomaly from this probability on, in [0, 1].</summary>
    /// <exception cref="OptionsException">Outside [0, 1], or NaN.</exception>
    public required double Threshold { get; init => field = OptionGuard.Within(0, 1, value); }

    /// <summary>Risk is Medium from this probability on, in [0, 1]. Default: half the threshold.</summary>
    /// <remarks>Until it is set it follows the threshold, through <c>with</c> too.</remarks>
    /// <exception cref="OptionsException">Outside [0, 1], or NaN.</exception>
    public double MediumRiskFrom { get => _mediumRiskFrom ?? Threshold / 2; init => _mediumRiskFrom = OptionGuard.Within(0, 1, value); }

    /// <summary>Risk is High from this probability on, in [0, 1]. Default: half way from the threshold to 1.</summary>
    /// <remarks>Until it is set it follows the threshold, through <c>with</c> too. Must not lie below <see cref="MediumRiskFrom"/>; <see cref="DetectorArtifact"/> checks that.</remarks>
    /// <exception cref="OptionsException">Outside [0, 1], or NaN.</exception>
    public double HighRiskFrom { get => _highRiskFrom ?? (1 + Threshold) / 2; init => _highRiskFrom = OptionGuard.Within(0, 1, value); }

    /// <summary>Whether a record of this probability is called an anomaly.</summary>
    /// <param name="probability">The probability of an anomaly, in [0, 1].</param>
    /// <returns>True from <see cref="Threshold"/> on.</returns>
    public bool IsAnomaly(double probability) => probability >= Threshold;

    /// <summary>The level of risk of a record of this probability.</summary>
    /// <param name="probability">The probability of an anomaly, in [0, 1].</param>
    /// <returns>The band it falls into; each band holds its lower end.</returns>
    public RiskLevel RiskOf(double probability) =>
        probability >= HighRiskFrom ? RiskLevel.High
        : probability >= MediumRiskFrom ? RiskLevel.Medium
        : RiskLevel.Low;

    /// <summary>Whether both decide alike: the same threshold and bands, given or followed.</summary>
    /// <param name="other">Another policy.</param>
    /// <returns>True when all three numbers are equal.</returns>
    public bool Equals(DecisionPolicy? other) =>
        other is not null && Threshold.Equals(other.Threshold) && MediumRiskFrom.Equals(other.MediumRiskFrom) && HighRiskFrom.Equals(other.HighRiskFrom);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Threshold, MediumRiskFrom, HighRiskFrom);

    /// <summary>The rule between two options.</summary>
    internal void Check()
    {
        if (HighRiskFrom < MediumRiskFrom) OptionGuard.Throw(nameof(HighRiskFrom), "at least MediumRiskFrom, " + NumberText.Format(MediumRiskFrom), NumberText.Format(HighRiskFrom));
    }
}
