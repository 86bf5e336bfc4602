using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>Chooses what turns a model's scores into numbers in [0, 1].</summary>
internal static class CalibrationChoice
{
    private const int FewestRows = 1000;
    private const int FewestOfAClass = 100;
    private const string NothingRises = "anomalies score no higher than normal rows: probabilities are not calibrated, but ";

    /// <summary>The calibration of a detector.</summary>
    /// <param name="method">What was asked for.</param>
    /// <param name="learned">The model.</param>
    /// <param name="seen">The model's scores of rows that it did not learn from, with their labels; none where there are none to use.</param>
    /// <param name="notes">Told where what was asked for is of no help.</param>
    /// <returns>The calibration; null where scores stand for themselves.</returns>
    public static Calibration? Of(CalibrationMethod method, LearnedModel learned, ScoredRows seen, List<string> notes)
    {
        if (method == CalibrationMethod.None) return learned.OwnMap;
        if (method == CalibrationMethod.ClassWeights) return learned.WeightCorrection;
        if (!seen.HasBothClasses) return WithoutScores(method, learned, notes);
        Calibration? fitted = Fit(method == CalibrationMethod.Isotonic || (method == CalibrationMethod.Auto && IsEnough(seen.IsAnomaly)), seen.Scores, seen.IsAnomaly);
        if (fitted is null) notes.Add(NothingRises + (learned.OwnMap is null ? "the model's own scores" : "a monotone map of the score"));
        return fitted ?? learned.OwnMap;
    }

    /// <summary>The calibration of an ensemble's member: a logistic curve where there are labels, else the model's own map.</summary>
    /// <remarks>Never an isotonic one: it would bend the ranking of the very rows it was fitted to, and the ensemble is judged, and calibrated, on these.</remarks>
    public static Calibration? OfMember(LearnedModel learned, ReadOnlySpan<bool> labels, List<string> notes)
    {
        var seen = ScoredRows.Keep(learned.UnseenScores, labels);
        return seen.HasBothClasses ? Of(CalibrationMethod.Sigmoid, learned, seen, notes) : learned.OwnMap;
    }

    /// <summary>Fits a curve to labels; null where none rises.</summary>
    public static Calibration? Fit(bool isIsotonic, ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly)
    {
        if (!isIsotonic) return SigmoidCalibration.Fit(scores, isAnomaly);

        // Of a ranking that is upside down, an isotonic curve still rises a little, at its ends.
        return Metrics.RocAuc(scores, isAnomaly) > 0.5 ? IsotonicCalibration.Fit(scores, isAnomaly) : null;
    }

    /// <summary>Whether so many labelled rows are enough for a curve of any shape.</summary>
    public static bool IsEnough(ReadOnlySpan<bool> isAnomaly)
    {
        int anomalies = isAnomaly.Count(true), rows = isAnomaly.Length;
        return rows >= FewestRows && Math.Min(anomalies, rows - anomalies) >= FewestOfAClass;
    }

    private static Calibration? WithoutScores(CalibrationMethod method, LearnedModel learned, List<string> notes)
    {
        if (method != CalibrationMethod.Auto) notes.Add($"Calibration is {method}, but there are no honest scores of both classes to fit it to: probabilities are not calibrated");
        if (method != CalibrationMethod.Auto || !learned.AreScoresTilted) return learned.OwnMap;
        notes.Add("no out-of-bag scores of both classes: probabilities are the forest's own with its class weights undone by formula, not fitted to labels");
        return learned.WeightCorrection;
    }
}
