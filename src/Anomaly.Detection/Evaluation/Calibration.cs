namespace Anomaly.Detection.Evaluation;

/// <summary>Turns a model's score into a number in [0, 1] and keeps the order of scores. Immutable.</summary>
/// <remarks><see cref="SigmoidCalibration"/> was fitted to labels and gives probabilities; <see cref="MarginMap"/> needs no labels and gives none.</remarks>
public abstract record Calibration
{
    private protected Calibration()
    {
    }

    /// <summary>Whether it was fitted to labels, so that what it gives is a probability.</summary>
    public abstract bool IsFittedToLabels { get; }

    /// <summary>What a score stands for.</summary>
    /// <param name="score">A score of the model; greater is more anomalous.</param>
    /// <returns>A number in [0, 1], never smaller for a greater score; NaN for NaN.</returns>
    public abstract double Probability(double score);
}
