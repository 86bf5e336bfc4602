using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>What probabilities of a calibration are worth on rows that it was not fitted to.</summary>
/// <remarks>
/// A calibration fits the rows it was fitted to better than others, an isotonic one above all. So for judging, each fold's scores go through a curve of
/// the same kind that was fitted to the other folds.
/// </remarks>
internal static class CrossFittedProbabilities
{
    /// <summary>One probability a row.</summary>
    /// <param name="seen">The rows.</param>
    /// <param name="calibration">The calibration that was fitted to all of them; one that labels had no part in is taken as it is.</param>
    /// <param name="groups">The group of each row of the table, to keep together; empty where every row is for itself.</param>
    public static double[] Of(ScoredRows seen, Calibration? calibration, int[] groups)
    {
        double[] probabilities = seen.Through(calibration);
        if (calibration is not { IsFittedToLabels: true }) return probabilities;
        foreach (TrainTestSplit fold in LabelFolds.Of(seen.IsAnomaly.ToArray(), GroupsOf(seen, groups))) Map(fold, seen, calibration is IsotonicCalibration, probabilities);
        return probabilities;
    }

    // Numbered anew: a group none of whose rows has a score would leave a fold empty.
    private static int[] GroupsOf(ScoredRows seen, int[] groups)
    {
        if (groups.Length == 0) return [];
        var numbers = new Dictionary<int, int>();
        int[] ofSeen = new int[seen.Rows.Length];
        for (int i = 0; i < ofSeen.Length; i++)
        {
            int group = groups[seen.Rows[i]];
            if (!numbers.TryGetValue(group, out ofSeen[i])) numbers.Add(group, ofSeen[i] = numbers.Count);
        }

        return ofSeen;
    }

    // Where nothing rises in the other folds, their share of anomalies is all that they tell.
    private static void Map(TrainTestSplit fold, ScoredRows seen, bool isIsotonic, double[] probabilities)
    {
        double[] scores = new double[fold.Train.Length];
        bool[] labels = new bool[scores.Length];
        for (int i = 0; i < scores.Length; i++) (scores[i], labels[i]) = (seen.Scores[fold.Train[i]], seen.IsAnomaly[fold.Train[i]]);
        int anomalies = labels.AsSpan().Count(true);
        Calibration? fitted = anomalies == 0 || anomalies == labels.Length ? null : CalibrationChoice.Fit(isIsotonic, scores, labels);
        foreach (int row in fold.Test) probabilities[row] = fitted?.Probability(seen.Scores[row]) ?? (double)anomalies / labels.Length;
    }
}
