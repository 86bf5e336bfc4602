using System.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>Finds, for each of some test rows, the first training row whose hash without some columns is the same. Owns 12 bytes a place of a table of hashes.</summary>
/// <remarks>
/// A hash is a sum over columns, so leaving one out is a subtraction. Test rows of one hash share a place in the table, which keeps the first training
/// row that comes by: time is linear, however many rows agree. Whether rows agree for good is for cells to decide.
/// </remarks>
internal sealed class MaskedJoin
{
    private const int None = -1;
    private const int RowsBetweenChecks = 1 << 16;

    private readonly RowPool _pool;
    private readonly int[] _testRows;
    private readonly ulong[] _hashes;
    private readonly int[] _matches;
    private readonly int _shift;

    /// <param name="pool">The rows.</param>
    /// <param name="testRows">Rows to find others for; no two are equal.</param>
    public MaskedJoin(RowPool pool, int[] testRows)
    {
        _pool = pool;
        _testRows = testRows;
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, 2 * testRows.Length));
        _shift = 64 - BitOperations.Log2((uint)size);
        _hashes = new ulong[size];
        _matches = new int[size];
    }

    /// <summary>Looks for training rows.</summary>
    /// <param name="hashes">Hashes of all rows of the pool.</param>
    /// <param name="leftOut">Columns that are taken out of them.</param>
    /// <param name="trainingRows">Rows to look among.</param>
    /// <param name="found">Receives, per test row, the training row or −1.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Find(ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> leftOut, ReadOnlySpan<int> trainingRows, Span<int> found, CancellationToken cancellationToken)
    {
        Array.Clear(_hashes);
        Array.Fill(_matches, None);
        foreach (int row in _testRows)
        {
            ulong hash = HashOf(hashes, leftOut, row);
            _hashes[PlaceOf(hash)] = hash;
        }

        for (int i = 0; i < trainingRows.Length; i++)
        {
            if (i % RowsBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            int row = trainingRows[i];
            ulong hash = HashOf(hashes, leftOut, row);
            int place = PlaceOf(hash);
            if (_hashes[place] == hash && _matches[place] == None && _pool.IsReadable(row)) _matches[place] = row;
        }

        for (int i = 0; i < found.Length; i++) found[i] = _matches[PlaceOf(HashOf(hashes, leftOut, _testRows[i]))];
    }

    // 0 marks a free place.
    private ulong HashOf(ReadOnlySpan<ulong> hashes, ReadOnlySpan<int> leftOut, int row)
    {
        ulong hash = hashes[row];
        foreach (int column in leftOut) hash -= RowPool.Term(column, _pool.Keys(column)[row]);
        return hash == 0 ? 1 : hash;
    }

    private int PlaceOf(ulong hash)
    {
        int place = (int)(hash >> _shift);
        while (_hashes[place] != 0 && _hashes[place] != hash) place = (place + 1) & (_hashes.Length - 1);
        return place;
    }
}
