using System.Runtime.CompilerServices;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>The distinct leaf values of one tree after another. Values are told apart by their bits.</summary>
internal sealed class LeafValues
{
    private readonly List<double> _values = [];
    private int[] _slots = new int[64];
    private int _first;

    /// <summary>All distinct values, tree after tree.</summary>
    public double[] ToArray() => [.. _values];

    /// <summary>The number of values of all trees so far.</summary>
    public int Count => _values.Count;

    /// <summary>Numbers the values of a tree, in the order in which its leaves have them.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="idOfLeaf">Receives one number per leaf.</param>
    /// <returns>How many distinct values there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int AddTree(DecisionTree tree, Span<int> idOfLeaf)
    {
        _first = _values.Count;
        MakeRoom(tree.LeafCount);
        ReadOnlySpan<int> features = tree.Feature;
        ReadOnlySpan<double> values = tree.Value;
        int leaf = 0;
        for (int node = 0; node < features.Length; node++)
        {
            if (features[node] < 0) idOfLeaf[leaf++] = IdOf(values[node]);
        }

        return _values.Count - _first;
    }

    // Open addressing; a slot holds a number plus one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int IdOf(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int mask = _slots.Length - 1;
        int slot = (int)(((ulong)bits * 0x9E37_79B9_7F4A_7C15) >> 33) & mask;
        while (_slots[slot] != 0)
        {
            int id = _slots[slot] - 1;
            if (BitConverter.DoubleToInt64Bits(_values[_first + id]) == bits) return id;
            slot = (slot + 1) & mask;
        }

        _values.Add(value);
        int added = _values.Count - 1 - _first;
        _slots[slot] = added + 1;
        return added;
    }

    private void MakeRoom(int leafCount)
    {
        int length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, 2 * leafCount));
        if (_slots.Length < length) _slots = new int[length];
        else _slots.AsSpan().Clear();
    }
}
