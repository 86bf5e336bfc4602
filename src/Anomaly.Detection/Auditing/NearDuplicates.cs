using System.Runtime.InteropServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>Finds near duplicates of test rows among training rows, in time linear in the number of rows.</summary>
/// <remarks>What agrees must be more than coincidence would bring (<see cref="Surprise"/>): rows of a few coarse columns are near to each other without being copies.</remarks>
internal sealed class NearDuplicates
{
    private const int BlockRows = 1 << 16;

    private readonly AuditContext _context;
    private readonly RoundedKeys _rounding;
    private readonly ulong[] _roundedHashes;
    private readonly Surprise _roundedSurprise;
    private readonly Surprise _surprise;
    private readonly int[][] _leftOut;

    /// <param name="context">The tables.</param>
    /// <param name="leftOut">Sets of columns in which rows may differ, in the order in which they are tried.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public NearDuplicates(AuditContext context, int[][] leftOut, CancellationToken cancellationToken)
    {
        _context = context;
        _leftOut = leftOut;
        _rounding = new RoundedKeys(context.Pool.Schema, context.Options.RoundingDigits);
        _roundedHashes = new ulong[context.Pool.RowCount];
        _roundedSurprise = new Surprise(context.Pool, context.Compared, _rounding);
        _surprise = context.Surprise;
        Crew.Run((_roundedHashes.Length + BlockRows - 1) / BlockRows, context.Threads, _ => block => HashRounded(block * BlockRows), cancellationToken);
    }

    /// <summary>Near duplicates of one side, by rising test row; rows with an exact duplicate in training are not among them.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public List<NearDuplicate> Find(AuditSide side, CancellationToken cancellationToken)
    {
        int[] candidates = Candidates(side);
        var found = new NearDuplicate?[_leftOut.Length + 1][];

        // The first task compares rounded rows, the others leave columns out.
        Crew.Run(found.Length, _context.Threads, Hire, cancellationToken);
        var ofGroup = new Dictionary<int, NearDuplicate>();
        for (int i = 0; i < candidates.Length; i++)
        {
            NearDuplicate? first = null;
            foreach (NearDuplicate?[] tried in found) first ??= tried[i];
            if (first is not null) ofGroup.Add(_context.Equal.FirstOf[candidates[i]], first);
        }

        var near = new List<NearDuplicate>();
        foreach (int row in side.Test)
        {
            if (_context.Pool.IsReadable(row) && ofGroup.TryGetValue(_context.Equal.FirstOf[row], out NearDuplicate? known)) near.Add(known with { Row = row });
        }

        return near;

        Action<int> Hire(CancellationToken stop)
        {
            var join = new MaskedJoin(_context.Pool, candidates);
            int[] matches = new int[candidates.Length];
            double required = Surprise.RequiredOfPairs(side.Training.Length, side.Test.Length);
            return task =>
            {
                join.Find(task == 0 ? _roundedHashes : _context.Equal.Hashes, task == 0 ? [] : _leftOut[task - 1], side.Training, matches, stop);
                found[task] = new NearDuplicate?[candidates.Length];
                for (int i = 0; i < matches.Length; i++)
                {
                    if (matches[i] >= 0) found[task][i] = Prove(candidates[i], matches[i], task == 0 ? null : _leftOut[task - 1], required);
                }
            };
        }
    }

    // One test row of each group of equal ones, without groups that are in training.
    private int[] Candidates(AuditSide side)
    {
        bool[] isKnown = new bool[_context.Pool.RowCount];
        foreach (int row in side.Training) isKnown[_context.Equal.FirstOf[row]] = true;
        var candidates = new List<int>();
        foreach (int row in side.Test)
        {
            ref bool known = ref isKnown[_context.Equal.FirstOf[row]];
            if (!known && _context.Pool.IsReadable(row)) candidates.Add(row);
            known = true;
        }

        return [.. candidates];
    }

    private NearDuplicate? Prove(int row, int training, int[]? leftOut, double required)
    {
        var agreed = new List<(int, ulong)>();
        var differing = new List<int>();
        foreach (int column in _context.Compared)
        {
            ulong key = _context.Pool.Keys(column)[row], other = _context.Pool.Keys(column)[training];
            if (key != other) differing.Add(column);
            if (leftOut is null)
            {
                ulong rounded = _rounding.Round(column, key);
                if (rounded != _rounding.Round(column, other)) return null;
                agreed.Add((column, rounded));
            }
            else if (key == other)
            {
                agreed.Add((column, key));
            }
            else if (!leftOut.Contains(column))
            {
                return null;
            }
        }

        bool isCopy = (leftOut is null ? _roundedSurprise : _surprise).Reaches(CollectionsMarshal.AsSpan(agreed), required);
        return isCopy ? new NearDuplicate(row, training, [.. differing], leftOut is null) : null;
    }

    private void HashRounded(int first)
    {
        Span<ulong> block = _roundedHashes.AsSpan(first, Math.Min(BlockRows, _roundedHashes.Length - first));
        foreach (int column in _context.Compared)
        {
            ReadOnlySpan<ulong> keys = _context.Pool.Keys(column).Slice(first, block.Length);
            for (int row = 0; row < block.Length; row++) block[row] += RowPool.Term(column, _rounding.Round(column, keys[row]));
        }
    }
}
