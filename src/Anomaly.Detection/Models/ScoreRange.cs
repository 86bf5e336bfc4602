using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Models;

/// <summary>Which models' scores are numbers in [0, 1] by themselves.</summary>
internal static class ScoreRange
{
    /// <exception cref="ArgumentException">The model's scores need a calibration, and there is none.</exception>
    public static void Check(IAnomalyModel model, Calibration? calibration)
    {
        if (model is OneClassSvmModel && calibration is null) throw new ArgumentException($"Scores of a {nameof(OneClassSvmModel)} have no bounds: it needs a calibration.", nameof(calibration));
    }
}
