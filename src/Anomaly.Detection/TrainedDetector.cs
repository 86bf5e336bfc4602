using System.Collections.Immutable;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>A trained detector and what the training learned on the way.</summary>
/// <param name="Artifact">What leaves the building: save it, or hand it to <see cref="AnomalyDetectionPredictor"/>.</param>
/// <param name="OutOfBag">Figures on rows scored only by trees that did not see them; null without bootstrap.</param>
/// <param name="OutOfBagScores">Those scores, one per training row; NaN where every tree saw the row. Empty without bootstrap.</param>
/// <param name="Notes">What the user should know, one sentence each, such as that a column looks like an identifier and was left out.</param>
public sealed record TrainedDetector(
    DetectorArtifact Artifact,
    EvaluationReport? OutOfBag,
    ImmutableArray<double> OutOfBagScores,
    ImmutableArray<string> Notes);
