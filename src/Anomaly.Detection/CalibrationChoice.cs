using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>Chooses what turns a model's scores into numbers in [0, 1].</summary>
internal static class CalibrationChoice
{
    /// <summary>A curve fitted to labels where there are labels and it rises; else the model's own map.</summary>
    /// <param name="learned">The model.</param>
    /// <param name="labels">One label a row; empty where there are none to use.</param>
    /// <param name="notes">Told where labels are of no help.</param>
    public static Calibration? Of(LearnedModel learned, ReadOnlySpan<bool> labels, List<string> notes)
    {
        if (learned.UnseenScores.IsEmpty || labels.IsEmpty) return learned.OwnMap;
        var seen = ScoredRows.Keep(learned.UnseenScores, labels);
        if (!seen.HasBothClasses) return learned.OwnMap;
        SigmoidCalibration? fitted = SigmoidCalibration.Fit(seen.Scores, seen.IsAnomaly);
        if (fitted is null) notes.Add("anomalies score no higher than normal rows: probabilities are not calibrated, but a monotone map of the score");
        return fitted ?? (Calibration?)learned.OwnMap;
    }
}
