namespace Anomaly.Detection.Training;

/// <summary>The rows of a training set that figures are made of: those with an out-of-bag score and a weight above 0.</summary>
internal sealed class JudgedRows
{
    private readonly int[] _rows;
    private readonly double[] _scores;
    private readonly bool[] _isAnomaly;

    private JudgedRows(int[] rows, double[] scores, bool[] isAnomaly)
    {
        _rows = rows;
        _scores = scores;
        _isAnomaly = isAnomaly;
    }

    /// <summary>Indexes in the set, ascending.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    public ReadOnlySpan<double> Scores => _scores;

    public ReadOnlySpan<bool> IsAnomaly => _isAnomaly;

    public bool HasBothClasses => _isAnomaly.Contains(true) && _isAnomaly.Contains(false);

    /// <summary>Keeps the rows that count; a score of NaN is none.</summary>
    public static JudgedRows Of(ReadOnlySpan<double> scores, TrainingSet set)
    {
        var rows = new List<int>(scores.Length);
        for (int row = 0; row < scores.Length; row++)
        {
            if (!double.IsNaN(scores[row]) && IsPresent(set, row)) rows.Add(row);
        }

        double[] keptScores = new double[rows.Count];
        bool[] keptLabels = new bool[rows.Count];
        for (int i = 0; i < keptScores.Length; i++) (keptScores[i], keptLabels[i]) = (scores[rows[i]], set.IsAnomaly[rows[i]]);
        return new JudgedRows([.. rows], keptScores, keptLabels);
    }

    /// <summary>Whether a row weighs anything.</summary>
    public static bool IsPresent(TrainingSet set, int row) => set.RowWeights.IsEmpty || set.RowWeights[row] > 0;
}
