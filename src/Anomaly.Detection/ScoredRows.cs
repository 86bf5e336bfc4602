using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection;

/// <summary>The rows that have a score, with their labels.</summary>
internal sealed class ScoredRows
{
    private readonly int[] _rows;
    private readonly double[] _scores;
    private readonly bool[] _isAnomaly;

    private ScoredRows(int[] rows, double[] scores, bool[] isAnomaly)
    {
        _rows = rows;
        _scores = scores;
        _isAnomaly = isAnomaly;
    }

    /// <summary>Where they stand among all rows.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    public ReadOnlySpan<double> Scores => _scores;

    public ReadOnlySpan<bool> IsAnomaly => _isAnomaly;

    public bool HasBothClasses => _isAnomaly.Contains(true) && _isAnomaly.Contains(false);

    /// <summary>Keeps the rows whose score is a number; all are dropped where there are no scores or no labels.</summary>
    /// <param name="scores">One score a row, or none at all.</param>
    /// <param name="isAnomaly">One label a row, or none at all.</param>
    public static ScoredRows Keep(IReadOnlyList<double> scores, ReadOnlySpan<bool> isAnomaly)
    {
        if (isAnomaly.IsEmpty) scores = [];
        var rows = new List<int>(scores.Count);
        var keptScores = new List<double>(scores.Count);
        var keptLabels = new List<bool>(scores.Count);
        for (int row = 0; row < scores.Count; row++)
        {
            if (double.IsNaN(scores[row])) continue;
            rows.Add(row);
            keptScores.Add(scores[row]);
            keptLabels.Add(isAnomaly[row]);
        }

        return new ScoredRows([.. rows], [.. keptScores], [.. keptLabels]);
    }

    /// <summary>What the scores stand for, a number a row; the scores themselves where there is no calibration.</summary>
    public double[] Through(Calibration? calibration) => calibration is null ? [.. _scores] : Array.ConvertAll(_scores, calibration.Probability);
}
