using Anomaly.Detection.Data;

namespace Anomaly.Detection.Auditing;

/// <summary>The different rows of a table by a hash of their cells; finds a row's equal in constant time. Immutable.</summary>
/// <remarks>
/// Chains hold rows that differ: a row that is there already is not put in twice, or a table of many equal rows would be searched in quadratic
/// time. A hash only says where to look: cells decide.
/// </remarks>
internal sealed class RowIndex
{
    private const int RowsBetweenChecks = 4096;
    private const int End = -1;

    private readonly FeatureSchema _schema;
    private readonly ComparedCells _known;
    private readonly ulong[] _hashes;
    private readonly int[] _first;
    private readonly int[] _next;
    private readonly uint _mask;

    public RowIndex(Table table, CancellationToken cancellationToken)
    {
        _schema = table.Schema;
        _known = new ComparedCells(table, _schema);
        _hashes = _known.HashRows(cancellationToken);
        _mask = System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, table.RowCount)) - 1;
        _first = new int[_mask + 1];
        _next = new int[table.RowCount];
        Array.Fill(_first, End);
        for (int row = 0; row < table.RowCount; row++)
        {
            if (row % RowsBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            if (Contains(_hashes[row], _known, row)) continue;
            ref int first = ref _first[(uint)_hashes[row] & _mask];
            (_next[row], first) = (first, row);
        }
    }

    /// <summary>How many rows of a table have their equal here.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public int CountIn(Table table, CancellationToken cancellationToken)
    {
        if (_schema.Count == 0) return 0;
        var cells = new ComparedCells(table, _schema);
        ulong[] hashes = cells.HashRows(cancellationToken);
        int count = 0;
        for (int row = 0; row < hashes.Length; row++)
        {
            if (row % RowsBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            if (cells.IsReadable(row) && Contains(hashes[row], cells, row)) count++;
        }

        return count;
    }

    private bool Contains(ulong hash, ComparedCells cells, int row)
    {
        for (int known = _first[(uint)hash & _mask]; known != End; known = _next[known])
        {
            if (_hashes[known] == hash && _known.RowEquals(known, cells, row)) return true;
        }

        return false;
    }
}
