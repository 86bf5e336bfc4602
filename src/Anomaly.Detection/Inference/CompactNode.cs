namespace Anomaly.Detection.Inference;

/// <summary>A node of a <see cref="CompactForest"/> in four bytes.</summary>
/// <remarks>
/// <code>
///            high byte    two bytes    low byte
///  split:    cut          skip − 1     slot + 1     right when the bin in the slot is above the cut: skip nodes on; else it is the next node
///  leaf:     value        −1           0            the number of its value among those of the tree
/// </code>
/// Place 0, before slot 0, is above every cut. So a leaf, read as a split, sends every row right, and by no node: it is its own child, and a
/// walk that has arrived may go on without being asked.
/// </remarks>
internal static class CompactNode
{
    public const int MostSlots = byte.MaxValue;
    public const int MostSkip = short.MaxValue + 1;
    public const int MostValues = byte.MaxValue + 1;

    /// <summary>How far left a bin is moved to be compared with a node: it is above the cut exactly when the place is above the node.</summary>
    public const int HighShift = 24;

    private const int SkipShift = 8;

    public static uint Split(int slot, int cut, int skip) => ((uint)cut << HighShift) | ((uint)(skip - 1) << SkipShift) | (uint)(slot + 1);

    public static uint Leaf(int value) => ((uint)value << HighShift) | (ushort.MaxValue << SkipShift);

    public static bool IsLeaf(uint node) => PlaceOf(node) == 0;

    /// <summary>The slot of a split plus one, or 0.</summary>
    public static byte PlaceOf(uint node) => (byte)node;

    /// <summary>How many nodes on the right child is, less one.</summary>
    public static short SkipLessOne(uint node) => (short)(node >> SkipShift);

    /// <summary>The cut of a split, or the number of a leaf's value.</summary>
    public static byte HighOf(uint node) => (byte)(node >> HighShift);
}
