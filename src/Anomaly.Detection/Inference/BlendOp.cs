using System.Runtime.InteropServices;

namespace Anomaly.Detection.Inference;

/// <summary>One split of a <see cref="BlendProgram"/>.</summary>
/// <remarks>
/// All but splits of two leaves use the result of the split before them, which is still in registers. So an op is: take the last result, or
/// for two leaves the first one's byte; where the compared bin is above the cut, put the other operand in its place. Splits whose right child
/// is the last result ask the opposite, by comparing turned bins.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct BlendOp
{
    /// <summary>What is subtracted from bins and cuts: vectors compare signed bytes on every processor.</summary>
    public const int LaneOffset = 128;

    /// <summary>Where the compared column begins in a tile: twice the slot, one more for its turned bins (all bits inverted), times the rows of a tile.</summary>
    public uint Column;

    /// <summary>Where the line begins that is taken instead of the last result.</summary>
    public uint First;

    /// <summary>Where the other operand begins.</summary>
    public uint Other;

    /// <summary>Where the result is to begin; it has a line a group of rows.</summary>
    public uint Result;

    /// <summary>Bytes of the other operand from one group of rows to the next: 0 for a constant, a line for a result.</summary>
    public ushort OtherStep;

    /// <summary>The cut, as lanes hold bins.</summary>
    public sbyte Cut;

    /// <summary>All bits set where <see cref="First"/> is taken.</summary>
    public sbyte IsFresh;
}
