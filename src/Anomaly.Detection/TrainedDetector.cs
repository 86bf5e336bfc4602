using System.Collections.Immutable;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>A trained detector and what the training learned on the way.</summary>
/// <param name="Artifact">What leaves the building: save it, or hand it to <see cref="AnomalyDetectionPredictor"/>.</param>
/// <param name="Evaluation">Figures on rows scored only by trees, or by models of other folds, that did not see them; its source says which. ROC-AUC and average precision are of the model's scores; log loss and Brier score of cross-fitted probabilities, each by a calibration fitted to other rows. Null where there are no such scores, or no labels of both classes.</param>
/// <param name="UnseenScores">Those scores of the model, before calibration, one per training row; NaN where every tree saw the row. Empty where there are none: a forest without bootstrap, or no labels.</param>
/// <param name="Notes">What the user should know, one sentence each, such as that a column looks like an identifier and was left out.</param>
public sealed record TrainedDetector(
    DetectorArtifact Artifact,
    EvaluationSummary? Evaluation,
    ImmutableArray<double> UnseenScores,
    ImmutableArray<string> Notes)
{
    /// <summary>How the threshold was chosen, and what it achieves on those rows; null where it was given, or there was nothing to choose it on.</summary>
    public ThresholdDesign? Threshold { get; init; }
}
