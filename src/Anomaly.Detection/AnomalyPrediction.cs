using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection;

/// <summary>What a detector says of one record.</summary>
/// <param name="IsAnomaly">Whether the probability reaches the threshold of the detector's policy.</param>
/// <param name="AnomalyProbability">How likely the record is an anomaly, in [0, 1], under the class weights the model was trained with.</param>
/// <param name="RiskLevel">The band of the policy that the probability falls in.</param>
public readonly record struct AnomalyPrediction(bool IsAnomaly, double AnomalyProbability, RiskLevel RiskLevel)
{
    /// <summary>How far the probability is from undecided: max(p, 1 − p), in [0.5, 1]. It does not know the threshold.</summary>
    public double Confidence => Math.Max(AnomalyProbability, 1 - AnomalyProbability);

    /// <summary>1 for an anomaly, 0 for a normal record.</summary>
    public int Prediction => IsAnomaly ? 1 : 0;

    /// <summary>What a policy says of a probability.</summary>
    internal static AnomalyPrediction Of(double probability, DecisionPolicy policy) => new(policy.IsAnomaly(probability), probability, policy.RiskOf(probability));

    /// <summary>What a policy says of probabilities, in their order.</summary>
    internal static AnomalyPrediction[] Of(ReadOnlySpan<double> probabilities, DecisionPolicy policy)
    {
        AnomalyPrediction[] predictions = new AnomalyPrediction[probabilities.Length];
        for (int row = 0; row < predictions.Length; row++) predictions[row] = Of(probabilities[row], policy);
        return predictions;
    }
}
