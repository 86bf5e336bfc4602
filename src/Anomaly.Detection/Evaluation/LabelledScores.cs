using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>What every figure demands of its scores and labels.</summary>
internal static class LabelledScores
{
    /// <summary>Checks that there are rows, and one label a score.</summary>
    public static void CheckLengths(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly)
    {
        if (scores.Length != isAnomaly.Length) throw new ArgumentException($"{scores.Length} scores do not fit {isAnomaly.Length} labels; there must be one label a score.", nameof(isAnomaly));
        if (scores.IsEmpty) throw new ArgumentException("There are 0 rows to judge; at least one is needed.", nameof(scores));
    }

    /// <summary>Checks that there are rows, one label a score, and finite scores only; counts the anomalies.</summary>
    public static int CountAnomalies(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly)
    {
        CheckLengths(scores, isAnomaly);
        for (int row = 0; row < scores.Length; row++)
        {
            if (!double.IsFinite(scores[row])) throw new ArgumentException(NotFinite(scores[row], row), nameof(scores));
        }

        return isAnomaly.Count(true);
    }

    /// <summary>The same for scores that must be probabilities, or, where that is allowed, NaN for a row without one.</summary>
    public static void CheckProbabilities(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isAnomaly, bool mayBeNaN = false)
    {
        CheckLengths(probabilities, isAnomaly);
        for (int row = 0; row < probabilities.Length; row++)
        {
            double probability = probabilities[row];
            if (mayBeNaN && double.IsNaN(probability)) continue;
            if (!double.IsFinite(probability)) throw new ArgumentException(NotFinite(probability, row), nameof(probabilities));
            if (probability is < 0 or > 1) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The score of row {row} (first = 0) is {probability}, but this figure needs probabilities in [0, 1]."), nameof(probabilities));
        }
    }

    private static string NotFinite(double score, int row) => string.Create(
        CultureInfo.InvariantCulture,
        $"The score of row {row} (first = 0) is {score}; scores must be finite. Leave out rows without a score, such as those that no tree saw out of bag.");
}
