using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Models;

/// <summary>A member of an <see cref="EnsembleModel"/>. Immutable.</summary>
public sealed record WeightedModel
{
    /// <summary>Makes a member.</summary>
    /// <param name="model">The model.</param>
    /// <param name="calibration">Turns its scores into numbers in [0, 1]; null only where they are such numbers already, as those of a random forest.</param>
    /// <param name="weight">How much it counts beside the others; in (0, 1,000,000].</param>
    /// <exception cref="ArgumentException">The model's scores need a calibration, and there is none.</exception>
    /// <exception cref="OptionsException">The weight is out of range.</exception>
    public WeightedModel(IAnomalyModel model, Calibration? calibration, double weight)
    {
        ArgumentNullException.ThrowIfNull(model);
        ScoreRange.Check(model, calibration);
        Model = model;
        Calibration = calibration;
        Weight = OptionGuard.AboveWithin(0, 1e6, weight, nameof(weight));
    }

    /// <summary>The model.</summary>
    public IAnomalyModel Model { get; }

    /// <summary>What turns its scores into numbers in [0, 1]; null where they are such numbers.</summary>
    public Calibration? Calibration { get; }

    /// <summary>How much it counts beside the others.</summary>
    public double Weight { get; }

    /// <summary>What a score of the model adds to the ensemble's sum.</summary>
    internal double Share(double score) => Weight * (Calibration is null ? score : Calibration.Probability(score));
}
