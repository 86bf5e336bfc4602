using System.Buffers;

namespace Anomaly.Detection.Training;

/// <summary>What one tree says of the rows it did not see: the rows leaf by leaf, and for each leaf where its rows end and what they score.</summary>
internal sealed class UnseenScores
{
    private readonly int[] _rows;
    private readonly int _rowCount;
    private readonly (int End, double Value)[] _leaves;

    public UnseenScores(ReadOnlySpan<int> rows, (int End, double Value)[] leaves)
    {
        _rows = ArrayPool<int>.Shared.Rent(rows.Length);
        _rowCount = rows.Length;
        _leaves = leaves;
        rows.CopyTo(_rows);
    }

    /// <summary>The rows, leaf by leaf.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _rowCount);

    /// <summary>For each leaf that some of the rows end in, where they end and what they score.</summary>
    public ReadOnlySpan<(int End, double Value)> Leaves => _leaves;

    /// <summary>Gives the memory of the rows back, to be used for the next tree.</summary>
    public void Return() => ArrayPool<int>.Shared.Return(_rows);
}
