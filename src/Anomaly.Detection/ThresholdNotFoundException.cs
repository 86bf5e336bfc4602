using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>A detector was trained, but no threshold holds what its objective asks for.</summary>
/// <remarks>
/// The training is not lost: <see cref="Detector"/> has all that was learned, under the threshold of the best F1. Whether that may serve, or another objective be
/// tried with <see cref="ThresholdDesigner"/> on <see cref="TrainedDetector.UnseenScores"/>, is the caller's to decide, not the library's to guess.
/// </remarks>
public sealed class ThresholdNotFoundException : InvalidOperationException
{
    internal ThresholdNotFoundException(ThresholdDesign design, TrainedDetector detector)
        : base($"No threshold serves the objective {design.Objective}: {design.Refusal}.")
    {
        Design = design;
        Detector = detector;
    }

    /// <summary>What was asked for, and why it cannot be had.</summary>
    public ThresholdDesign Design { get; }

    /// <summary>What was trained; its policy has the threshold of the best F1 instead.</summary>
    public TrainedDetector Detector { get; }
}
