using System.Collections.Immutable;
using Anomaly.Detection.Artifacts;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>What came of tuning a detector. Plain data, immutable.</summary>
public sealed record DetectorTuningResult
{
    /// <summary>The detector with its new calibration and threshold; null where no threshold holds what the objective asks for.</summary>
    public required DetectorArtifact? Artifact { get; init; }

    /// <summary>How the threshold was chosen on all rows, or why there is none.</summary>
    public required ThresholdDesign Threshold { get; init; }

    /// <summary>The figures of the detector as it was, on these rows.</summary>
    public required EvaluationSummary Before { get; init; }

    /// <summary>
    /// The figures of the detector as it is now, each row by a calibration and a threshold that were fitted to rows of other folds: its source is <see cref="ScoreSource.CrossValidated"/>. Also the
    /// <see cref="DetectorArtifact.Evaluation"/> of <see cref="Artifact"/>; null where that is.
    /// </summary>
    public required EvaluationSummary? After { get; init; }

    /// <summary>What is to be known, one sentence each.</summary>
    public required ImmutableArray<string> Notes { get; init; }
}
