using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>The rows that have a score, with their labels.</summary>
internal sealed class ScoredRows
{
    private readonly double[] _scores;
    private readonly bool[] _isAnomaly;

    private ScoredRows(double[] scores, bool[] isAnomaly)
    {
        _scores = scores;
        _isAnomaly = isAnomaly;
    }

    public ReadOnlySpan<double> Scores => _scores;

    public ReadOnlySpan<bool> IsAnomaly => _isAnomaly;

    public bool HasBothClasses => _isAnomaly.Contains(true) && _isAnomaly.Contains(false);

    /// <summary>Keeps the rows whose score is a number; all are dropped where there are no scores or no labels.</summary>
    /// <param name="scores">One score a row, or none at all.</param>
    /// <param name="isAnomaly">One label a row, or none at all.</param>
    /// <param name="calibration">What scores are turned by; null keeps them.</param>
    public static ScoredRows Keep(IReadOnlyList<double> scores, ReadOnlySpan<bool> isAnomaly, Calibration? calibration = null)
    {
        if (isAnomaly.IsEmpty) scores = [];
        var keptScores = new List<double>(scores.Count);
        var keptLabels = new List<bool>(scores.Count);
        for (int row = 0; row < scores.Count; row++)
        {
            if (double.IsNaN(scores[row])) continue;
            keptScores.Add(calibration is null ? scores[row] : calibration.Probability(scores[row]));
            keptLabels.Add(isAnomaly[row]);
        }

        return new ScoredRows([.. keptScores], [.. keptLabels]);
    }
}
