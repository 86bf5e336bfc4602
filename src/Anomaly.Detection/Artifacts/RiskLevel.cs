namespace Anomaly.Detection.Artifacts;

/// <summary>How much attention a record deserves, by the bands of a <see cref="DecisionPolicy"/>.</summary>
public enum RiskLevel
{
    /// <summary>Below <see cref="DecisionPolicy.MediumRiskFrom"/>.</summary>
    Low,

    /// <summary>At or above <see cref="DecisionPolicy.MediumRiskFrom"/>, below <see cref="DecisionPolicy.HighRiskFrom"/>.</summary>
    Medium,

    /// <summary>At or above <see cref="DecisionPolicy.HighRiskFrom"/>.</summary>
    High,
}
