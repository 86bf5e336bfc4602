namespace Anomaly.Detection.Evaluation;

/// <summary>The share of anomalies among rows without labels, as their probabilities tell it. Plain data.</summary>
/// <param name="Prior">The estimate, in [0, 1].</param>
/// <param name="TrainingPrior">The share that the probabilities spoke of, in (0, 1).</param>
/// <param name="Iterations">How many steps were taken.</param>
/// <param name="Converged">Whether the last step was shorter than the tolerance; if not, more steps would lead on.</param>
public sealed record PriorEstimate(double Prior, double TrainingPrior, int Iterations, bool Converged);
