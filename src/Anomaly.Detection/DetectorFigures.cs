using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>The figures of a detector, with intervals or, where none are asked for, without.</summary>
internal static class DetectorFigures
{
    /// <param name="rows">What ranks the rows (the model's scores: a calibration may have tied some), what is decided on, and what is judged as a probability.</param>
    /// <param name="threshold">The threshold on what is decided on.</param>
    /// <param name="source">Where the scores came from.</param>
    /// <param name="intervals">How intervals are made; null for none.</param>
    /// <param name="cancellationToken">Stops the drawing.</param>
    public static EvaluationSummary Of(JudgedScores rows, double threshold, ScoreSource source, BootstrapOptions? intervals, CancellationToken cancellationToken) => intervals is null
        ? EvaluationSummary.WithoutEnds(rows, threshold, source)
        : EvaluationSummary.Compute(rows, threshold, source, intervals, progress: null, cancellationToken);
}
