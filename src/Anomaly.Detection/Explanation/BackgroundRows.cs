using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Anomaly.Detection.Explanation;

/// <summary>The rows of a background, 64 to a block, so that a word has a bit for each of a block's rows. Immutable.</summary>
internal sealed class BackgroundRows
{
    private const int BlockRows = 64;

    private readonly int _playerCount;
    private readonly float[] _values;

    /// <param name="rows">At least one row, laid end to end.</param>
    /// <param name="playerCount">The length of a row.</param>
    public BackgroundRows(ReadOnlySpan<float> rows, int playerCount)
    {
        _playerCount = playerCount;
        Count = rows.Length / playerCount;
        BlockCount = (Count + BlockRows - 1) / BlockRows;
        _values = new float[BlockCount * BlockRows * playerCount];
        for (int row = 0; row < Count; row++)
        {
            for (int player = 0; player < playerCount; player++) _values[Place(row / BlockRows, player) + (row % BlockRows)] = rows[(row * playerCount) + player];
        }
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; }

    public int BlockCount { get; }

    /// <summary>Finds out which rows of a block pass where in a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="block">The block.</param>
    /// <param name="passes">Receives, per slot, the rows that pass all questions which its node's player is asked on the way there; in slot 0, all.</param>
    public void Pass(ShapTree tree, int block, Span<ulong> passes)
    {
        passes[0] = ulong.MaxValue >> (BlockRows - Math.Min(BlockRows, Count - (block * BlockRows)));
        ReadOnlySpan<ShapSplit> splits = tree.Splits;
        for (int i = 0; i < splits.Length; i++)
        {
            ref readonly ShapSplit split = ref splits[i];
            ulong toLeft = LeftOf(split, _values.AsSpan(Place(block, split.Player), BlockRows));
            ulong passed = passes[split.Earlier];
            passes[split.Slot + 1] = passed & toLeft;
            passes[split.Right] = passed & ~toLeft;
        }
    }

    // Missing values are neither above a threshold nor at most it.
    private static ulong LeftOf(in ShapSplit split, ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        var threshold = Vector256.Create(split.Threshold);
        ulong rows = 0;
        if (split.MissingGoesLeft)
        {
            for (int row = 0; row < BlockRows; row += Vector256<float>.Count) rows |= (ulong)Vector256.GreaterThan(Vector256.LoadUnsafe(ref first, (nuint)row), threshold).ExtractMostSignificantBits() << row;
            return ~rows;
        }

        for (int row = 0; row < BlockRows; row += Vector256<float>.Count) rows |= (ulong)Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref first, (nuint)row), threshold).ExtractMostSignificantBits() << row;
        return rows;
    }

    private int Place(int block, int player) => ((block * _playerCount) + player) * BlockRows;
}
