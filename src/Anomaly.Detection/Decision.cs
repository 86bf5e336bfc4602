using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>Turns scores of a model into predictions: calibration first, then policy. Immutable.</summary>
/// <param name="calibration">Makes of a score a number in [0, 1]; null where it is one already.</param>
/// <param name="policy">Decides on that number.</param>
internal sealed class Decision(Calibration? calibration, DecisionPolicy policy)
{
    /// <summary>The threshold that is in force.</summary>
    public double Threshold => policy.Threshold;

    /// <summary>What a score stands for.</summary>
    public double Probability(double score) => calibration is null ? score : calibration.Probability(score);

    /// <summary>What is predicted for a score.</summary>
    public AnomalyPrediction Of(double score)
    {
        double probability = Probability(score);
        return new AnomalyPrediction(policy.IsAnomaly(probability), probability, policy.RiskOf(probability)) { RawScore = score };
    }

    /// <summary>What is predicted for scores, in their order.</summary>
    public AnomalyPrediction[] Of(ReadOnlySpan<double> scores)
    {
        AnomalyPrediction[] predictions = new AnomalyPrediction[scores.Length];
        for (int row = 0; row < predictions.Length; row++) predictions[row] = Of(scores[row]);
        return predictions;
    }
}
