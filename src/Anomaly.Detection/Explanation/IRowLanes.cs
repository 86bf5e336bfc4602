namespace Anomaly.Detection.Explanation;

/// <summary>Lanes of eight rows, of which some can be told apart by a bit each.</summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
internal interface IRowLanes<TSelf> : ILanes<TSelf>
    where TSelf : struct, IRowLanes<TSelf>
{
    /// <summary>All bits of a lane are 1 where the bit of its row is, else 0.</summary>
    static abstract TSelf MaskOf(byte rows);

    /// <summary>Takes each lane from where the mask says.</summary>
    static abstract TSelf Choose(TSelf mask, TSelf whereSet, TSelf whereNot);
}
