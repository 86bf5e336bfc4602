namespace Anomaly.Detection.Artifacts;

/// <summary>What the number is that a detector calls the probability of an anomaly.</summary>
public enum ProbabilityMeaning
{
    /// <summary>The model's own score: of a forest, the mean share of anomalies in the leaves, under the class weights it was trained with.</summary>
    ModelScore,

    /// <summary>A probability, fitted to labelled rows that the model did not learn from.</summary>
    Calibrated,

    /// <summary>The model's own score with its class weights undone by formula: a probability as far as the score is the share of anomalies under these weights.</summary>
    ClassWeightsUndone,

    /// <summary>No probability: a monotone map of the score, one half where the model itself decides. All that is known without labels.</summary>
    MonotoneMap,
}
