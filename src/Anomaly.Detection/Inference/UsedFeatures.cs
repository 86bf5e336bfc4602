namespace Anomaly.Detection.Inference;

/// <summary>The features that a compact forest compares, so that a block of rows takes memory for those only. Immutable.</summary>
internal sealed class UsedFeatures
{
    private readonly int[] _features;
    private readonly int[] _placeOfSlot;

    public UsedFeatures(CompactForest forest)
    {
        int[] featureOfSlot = new int[forest.SlotCount];
        for (int group = 0; group < forest.GroupCount; group++)
        {
            foreach (ref readonly CutColumn column in forest.ColumnsOf(group)) featureOfSlot[column.Slot] = column.Feature;
        }

        _features = [.. featureOfSlot.Distinct().Order()];
        _placeOfSlot = [.. featureOfSlot.Select(feature => Array.BinarySearch(_features, feature))];
    }

    /// <summary>The features, ascending.</summary>
    public ReadOnlySpan<int> Features => _features;

    public int Count => _features.Length;

    /// <summary>Which of the features a slot shows.</summary>
    public int PlaceOf(int slot) => _placeOfSlot[slot];
}
