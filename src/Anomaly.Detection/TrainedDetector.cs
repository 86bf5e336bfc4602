using System.Collections.Immutable;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>A trained detector and what the training learned on the way.</summary>
/// <param name="Artifact">What leaves the building: save it, or hand it to <see cref="AnomalyDetectionPredictor"/>.</param>
/// <param name="Evaluation">Figures on rows scored only by trees, or by models of other folds, that did not see them; its source says which. Null where there are no such scores, or no labels of both classes.</param>
/// <param name="UnseenScores">Those scores of the model, before calibration, one per training row; NaN where every tree saw the row. Empty where there are none: a forest without bootstrap, or no labels.</param>
/// <param name="Notes">What the user should know, one sentence each, such as that a column looks like an identifier and was left out.</param>
public sealed record TrainedDetector(
    DetectorArtifact Artifact,
    EvaluationReport? Evaluation,
    ImmutableArray<double> UnseenScores,
    ImmutableArray<string> Notes);
