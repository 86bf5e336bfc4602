using System.Numerics;

namespace Anomaly.Detection.Inference;

/// <summary>How the 32 bits of a node of a <see cref="CompactForest"/> are shared out.</summary>
/// <param name="HighBits">Bits of a cut, or of the number of a leaf's value.</param>
/// <param name="SlotBits">Bits of a slot plus one.</param>
internal readonly record struct CompactLayout(int HighBits, int SlotBits)
{
    private const int NodeBits = 32;
    private const int FewestHighBits = 8;
    private const int MostHighBits = 16;
    private const int MostSlots = short.MaxValue;

    /// <summary>How far left a bin is moved to be compared with a node.</summary>
    public int HighShift => NodeBits - HighBits;

    public uint SlotMask => (1u << SlotBits) - 1;

    public uint SkipMask => (1u << (NodeBits - HighBits - SlotBits)) - 1;

    /// <summary>The bits that a leaf does not have.</summary>
    public uint SplitMask => (1u << HighShift) - 1;

    public bool IsLeaf(uint node) => (node & SplitMask) == 0;

    /// <summary>The cut of a split, or the number of a leaf's value.</summary>
    public int HighOf(uint node) => (int)(node >> HighShift);

    public int SlotOf(uint node) => (int)(node & SlotMask) - 1;

    public uint Split(int slot, int cut, int skip) => ((uint)cut << HighShift) | ((uint)skip << SlotBits) | (uint)(slot + 1);

    public uint Leaf(int value) => (uint)value << HighShift;

    /// <summary>Shares out the bits; null when there are not enough of them.</summary>
    /// <param name="valueCount">Most distinct values of a tree.</param>
    /// <param name="slotCount">The number of slots.</param>
    /// <param name="longestSkip">Most nodes from a split to its right child.</param>
    public static CompactLayout? TryFit(int valueCount, int slotCount, int longestSkip)
    {
        int highBits = Math.Max(FewestHighBits, BitsOf(valueCount - 1));
        int slotBits = BitsOf(slotCount);
        return highBits <= MostHighBits && slotCount <= MostSlots && highBits + slotBits + BitsOf(longestSkip) <= NodeBits ? new CompactLayout(highBits, slotBits) : null;
    }

    private static int BitsOf(int greatest) => Math.Max(1, NodeBits - BitOperations.LeadingZeroCount((uint)greatest));
}
