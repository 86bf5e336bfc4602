using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Undoes the class weights of a training: divides the odds of a score by anomaly weight / normal weight. Immutable.</summary>
/// <remarks>
/// p = s·w₀ / (s·w₀ + (1 − s)·w₁). Exact only where the score s is the share of anomalies under the weights, as large leaves of a forest estimate it; what a forest
/// over- or understates beside that stays. Pure leaves say 0 or 1 under any weights, so that a mean over them is no such share, and is pulled far too low.
/// Prefer a calibration fitted to labels wherever there are honest scores.
/// </remarks>
public sealed record ClassWeightCorrection : Calibration
{
    internal const double LeastWeight = 1e-30;
    internal const double MostWeight = 1e30;

    /// <summary>What a normal row weighed in the training, in [1E-30, 1E30].</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public required double NormalWeight { get; init => field = OptionGuard.Within(LeastWeight, MostWeight, value); }

    /// <summary>What an anomalous row weighed in the training, in [1E-30, 1E30].</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public required double AnomalyWeight { get; init => field = OptionGuard.Within(LeastWeight, MostWeight, value); }

    /// <summary>False: it follows from the weights, and no label was compared with a score.</summary>
    public override bool IsFittedToLabels => false;

    /// <inheritdoc/>
    /// <remarks>A score outside [0, 1] is taken as the nearer end.</remarks>
    public override double Probability(double score) => PriorShift.Weigh(Math.Clamp(score, 0, 1), NormalWeight, AnomalyWeight);
}
