namespace Anomaly.Detection.Evaluation;

/// <summary>Scored rows made ready to be drawn from: which cell each row of a class is in, and what a row of a cell is worth. Immutable.</summary>
/// <remarks>
/// Rows of one score, flag and probability are one cell, so a draw need only be counted, not sorted:
/// <code>
/// cells, from the top      .9 (1, 0)   .7 (2, 1)   .3 (0, 1)   .2 (1, 0)
/// cells of anomalies       0  1  1  3            one entry a row, by descending score
/// cells of normals         1  2
/// </code>
/// Rows of one cell stand for each other, so the order of the rows cannot reach a draw.
/// </remarks>
internal sealed class BootstrapSample
{
    private readonly List<BootstrapCell> _cells = [];
    private readonly int[] _cellsOfAnomalies;
    private readonly int[] _cellsOfNormals;

    public BootstrapSample(JudgedScores rows, double threshold)
    {
        DrawnRow[] anomalies = OfClass(rows, threshold, isAnomaly: true), normals = OfClass(rows, threshold, isAnomaly: false);
        _cellsOfAnomalies = new int[anomalies.Length];
        _cellsOfNormals = new int[normals.Length];
        bool hasLosses = rows.AreProbabilities;
        int anomaly = 0, normal = 0;
        while (anomaly < anomalies.Length || normal < normals.Length)
        {
            DrawnRow first = normal == normals.Length || (anomaly < anomalies.Length && anomalies[anomaly].CompareTo(normals[normal]) <= 0) ? anomalies[anomaly] : normals[normal];
            Take(anomalies, ref anomaly, first, _cellsOfAnomalies);
            Take(normals, ref normal, first, _cellsOfNormals);
            bool goesOn = (anomaly < anomalies.Length && anomalies[anomaly].Ranking == first.Ranking) || (normal < normals.Length && normals[normal].Ranking == first.Ranking);
            _cells.Add(hasLosses
                ? new BootstrapCell(!goesOn, first.IsFlagged, RowLoss.Of(first.Probability, isAnomaly: true), RowLoss.Of(first.Probability, isAnomaly: false))
                : new BootstrapCell(!goesOn, first.IsFlagged, RowLoss.Undefined, RowLoss.Undefined));
        }
    }

    /// <summary>The cells, by descending score.</summary>
    public ReadOnlySpan<BootstrapCell> Cells => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_cells);

    /// <summary>The cell of each anomaly, by descending score.</summary>
    public ReadOnlySpan<int> CellsOfAnomalies => _cellsOfAnomalies;

    /// <summary>The cell of each normal row, by descending score.</summary>
    public ReadOnlySpan<int> CellsOfNormals => _cellsOfNormals;

    private static DrawnRow[] OfClass(JudgedScores rows, double threshold, bool isAnomaly)
    {
        DrawnRow[] drawn = new DrawnRow[rows.IsAnomaly.Count(isAnomaly)];
        int count = 0;
        for (int row = 0; row < rows.IsAnomaly.Length; row++)
        {
            if (rows.IsAnomaly[row] == isAnomaly) drawn[count++] = new DrawnRow(rows.Ranking[row], rows.Deciding[row] >= threshold, rows.Probabilities[row]);
        }

        Array.Sort(drawn);
        return drawn;
    }

    private void Take(DrawnRow[] rows, ref int next, DrawnRow like, int[] cells)
    {
        while (next < rows.Length && rows[next].CompareTo(like) == 0) cells[next++] = _cells.Count;
    }
}
