using System.Numerics;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>Which rows of a pool are equal in some columns: each row knows the first one that is equal to it. Immutable.</summary>
/// <remarks>
/// Chains hold rows that differ: a row whose equal is there already is not put in, or many equal rows would be searched in quadratic time. A hash
/// only says where to look: cells decide.
/// </remarks>
internal sealed class EqualRows
{
    private const int BlockRows = 1 << 16;
    private const int End = -1;

    private readonly int[] _firstOf;
    private readonly ulong[] _hashes;

    private EqualRows(int[] firstOf, ulong[] hashes) => (_firstOf, _hashes) = (firstOf, hashes);

    /// <summary>Per row the first row that is equal to it: itself where it is the first, or has a cell that cannot be read.</summary>
    public ReadOnlySpan<int> FirstOf => _firstOf;

    /// <summary>Per row the sum of <see cref="RowPool.Term"/> over the columns.</summary>
    public ReadOnlySpan<ulong> Hashes => _hashes;

    /// <summary>Groups all rows of a pool.</summary>
    /// <param name="pool">The rows.</param>
    /// <param name="columns">The columns that are compared.</param>
    /// <param name="threads">Most threads.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="hashMask">Bits of the hash that are kept: fewer for tests, so that different rows meet.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static EqualRows Of(RowPool pool, int[] columns, int threads, CancellationToken cancellationToken, ulong hashMask = ulong.MaxValue)
    {
        ulong[] hashes = new ulong[pool.RowCount];
        Crew.Run((pool.RowCount + BlockRows - 1) / BlockRows, threads, _ => block => Hash(pool, columns, block * BlockRows, hashes), cancellationToken);
        uint mask = BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, pool.RowCount)) - 1;
        int[] heads = new int[mask + 1];
        int[] next = new int[pool.RowCount];
        int[] firstOf = new int[pool.RowCount];
        Array.Fill(heads, End);
        for (int row = 0; row < firstOf.Length; row++)
        {
            if (row % BlockRows == 0) cancellationToken.ThrowIfCancellationRequested();
            firstOf[row] = row;
            if (!pool.IsReadable(row)) continue;
            ulong hash = hashes[row] & hashMask;
            ref int head = ref heads[(uint)hash & mask];
            int known = head;
            while (known != End && ((hashes[known] & hashMask) != hash || !pool.AreEqual(known, row, columns))) known = next[known];
            if (known != End) firstOf[row] = known;
            else (next[row], head) = (head, row);
        }

        return new EqualRows(firstOf, hashes);
    }

    private static void Hash(RowPool pool, int[] columns, int first, ulong[] hashes)
    {
        Span<ulong> block = hashes.AsSpan(first, Math.Min(BlockRows, hashes.Length - first));
        foreach (int column in columns)
        {
            ReadOnlySpan<ulong> keys = pool.Keys(column).Slice(first, block.Length);
            for (int row = 0; row < block.Length; row++) block[row] += RowPool.Term(column, keys[row]);
        }
    }
}
