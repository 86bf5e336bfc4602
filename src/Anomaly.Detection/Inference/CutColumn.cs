namespace Anomaly.Detection.Inference;

/// <summary>A column of bins that the splits of some trees compare: a feature, seen through at most 255 of its thresholds.</summary>
/// <remarks>
/// The bin of a value is the number of cuts below it: the value is ≤ cut k (the first is 0) exactly when its bin is ≤ k, so bins take the
/// branches that values take, whatever the values are. A missing value is below no cut; where splits send it right, its bin is the greatest.
/// A split reads the column that sends missing values the way it learned, so nothing is asked in the inner loop.
/// </remarks>
internal readonly struct CutColumn(int strand, int slot, int firstCut, int cutCount)
{
    public const int MostCuts = byte.MaxValue;

    // Above every cut.
    private const byte GreatestBin = byte.MaxValue;

    private readonly uint _firstCut = (uint)firstCut;
    private readonly int _strand = strand;
    private readonly ushort _slot = (ushort)slot;
    private readonly byte _cutCount = (byte)cutCount;

    /// <summary>The first of its cuts, which ascend, among those of the forest.</summary>
    public uint FirstCut => _firstCut;

    /// <summary>How many cuts it has, at least one.</summary>
    public int CutCount => _cutCount;

    public int Feature => Strand.FeatureOf(_strand);

    /// <summary>The bin of a missing value.</summary>
    public int MissingBin => Strand.IsMissingHigh(_strand) ? GreatestBin : 0;

    /// <summary>Where the bins are held while these trees are scored.</summary>
    public int Slot => _slot;
}
