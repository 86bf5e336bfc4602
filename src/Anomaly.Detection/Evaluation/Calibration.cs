using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Turns a model's score into a number in [0, 1] and keeps the order of scores. Immutable.</summary>
/// <remarks>
/// <see cref="SigmoidCalibration"/> and <see cref="IsotonicCalibration"/> were fitted to labels and give probabilities; <see cref="ClassWeightCorrection"/> follows from the
/// weights of a training; <see cref="PriorShiftedCalibration"/> brings any of these to another base rate; <see cref="MarginMap"/> needs no labels and gives no probability.
/// </remarks>
public abstract record Calibration
{
    private protected Calibration()
    {
    }

    /// <summary>Whether it was fitted to labels, so that what it gives is a probability.</summary>
    public abstract bool IsFittedToLabels { get; }

    /// <summary>The share of anomalies among the rows that its probabilities speak of, in (0, 1): those it was fitted to. Null where it is not known, and for a <see cref="MarginMap"/>.</summary>
    /// <exception cref="OptionsException">Out of range, or given to a calibration that has none of its own.</exception>
    public virtual double? BaseRate { get; init => field = value is { } rate ? PriorShift.CheckedRate(rate, nameof(BaseRate)) : null; }

    /// <summary>What a score stands for.</summary>
    /// <param name="score">A score of the model; greater is more anomalous.</param>
    /// <returns>A number in [0, 1], never smaller for a greater score; NaN for NaN.</returns>
    public abstract double Probability(double score);

    /// <summary>The calibration for rows of which another share is anomalies.</summary>
    /// <param name="prior">That share, in (0, 1).</param>
    /// <returns>A calibration whose probabilities are moved from <see cref="BaseRate"/> to the new share; of one that was moved already, its original is moved anew.</returns>
    /// <exception cref="InvalidOperationException"><see cref="BaseRate"/> is null, so that there is nothing to move from.</exception>
    /// <exception cref="OptionsException">The prior is out of range.</exception>
    /// <remarks>Right where only the share changed and anomalies, as well as normal rows, look as they did; see <see cref="PriorShift"/>.</remarks>
    public virtual Calibration WithPrior(double prior)
    {
        if (BaseRate is null) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The {GetType().Name} has no base rate to move to {prior} from. Fit a calibration to labelled rows, or give the {nameof(BaseRate)} of the rows that this one was fitted to."));
        return new PriorShiftedCalibration { Original = this, Prior = prior };
    }
}
