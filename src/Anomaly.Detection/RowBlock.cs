using System.Buffers;

namespace Anomaly.Detection;

/// <summary>Rows on their way to a score: encoded one after the other into one buffer, then scored together.</summary>
internal sealed class RowBlock : IDisposable
{
    private readonly DetectorScorer _scorer;
    private readonly int _capacity;
    private readonly double[] _cells;
    private readonly float[] _rows;

    /// <param name="scorer">Encodes and scores.</param>
    /// <param name="rowCount">How many rows are to come; the block may hold fewer.</param>
    public RowBlock(DetectorScorer scorer, int rowCount)
    {
        _scorer = scorer;
        _capacity = Math.Min(rowCount, scorer.BlockRows);
        _cells = ArrayPool<double>.Shared.Rent(scorer.CellCount);
        _rows = ArrayPool<float>.Shared.Rent(checked(_capacity * scorer.FeatureCount));
    }

    /// <summary>Room for the cells of the row to be added.</summary>
    public Span<double> Cells => _cells.AsSpan(0, _scorer.CellCount);

    public int Count { get; private set; }

    public bool IsFull => Count == _capacity;

    /// <summary>Adds a row; it must not be full.</summary>
    /// <param name="cells">Its cells, which may be <see cref="Cells"/>.</param>
    /// <exception cref="Data.RecordFormatException">A value is out of range; the column is named. The row is not added.</exception>
    public void Add(ReadOnlySpan<double> cells)
    {
        _scorer.Encode(cells, _rows.AsSpan(Count * _scorer.FeatureCount, _scorer.FeatureCount));
        Count++;
    }

    /// <summary>Scores the rows and lets them go.</summary>
    /// <param name="scores">Receives one score per row, from its start.</param>
    /// <returns>How many.</returns>
    public int ScoreInto(Span<double> scores)
    {
        int count = Count;
        _scorer.Score(_rows.AsSpan(0, count * _scorer.FeatureCount), scores[..count]);
        Count = 0;
        return count;
    }

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_cells);
        ArrayPool<float>.Shared.Return(_rows);
    }
}
