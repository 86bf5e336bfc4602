namespace Anomaly.Detection.Inference;

/// <summary>A node of a <see cref="PackedForest"/>, eight bytes.</summary>
/// <param name="Threshold">At a split, right when the value is above it. At a leaf, its bits are the number of the leaf's value among those of its tree.</param>
/// <param name="Link">In the low bits the place that is compared; above them how many nodes on the left child is, the right one being next to it. 0 at a leaf.</param>
internal readonly record struct PackedNode(float Threshold, uint Link);
