using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection;

/// <summary>What a detector says of one record.</summary>
/// <param name="IsAnomaly">Whether the probability reaches the threshold of the detector's policy.</param>
/// <param name="AnomalyProbability">How likely the record is an anomaly, in [0, 1]. <see cref="ModelInfo.Probability"/> says what it means: a calibrated probability, a forest's own share of votes, or only a monotone map of the score.</param>
/// <param name="RiskLevel">The band of the policy that the probability falls in.</param>
public readonly record struct AnomalyPrediction(bool IsAnomaly, double AnomalyProbability, RiskLevel RiskLevel)
{
    /// <summary>How far the probability is from undecided: max(p, 1 − p), in [0.5, 1]. It does not know the threshold.</summary>
    public double Confidence => Math.Max(AnomalyProbability, 1 - AnomalyProbability);

    /// <summary>The model's own score, before calibration; greater is more anomalous. Of a random forest the mean share of anomalies in the leaves, under its class weights, in [0, 1].</summary>
    public double RawScore { get; init; }

    /// <summary>1 for an anomaly, 0 for a normal record.</summary>
    public int Prediction => IsAnomaly ? 1 : 0;
}
