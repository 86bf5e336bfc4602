using System.Runtime.InteropServices;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>Collects the nodes of a tree in preorder.</summary>
internal sealed class TreeWriter
{
    private readonly List<int> _feature = [];
    private readonly List<float> _threshold = [];
    private readonly List<bool> _missingGoesLeft = [];
    private readonly List<double> _value = [];
    private readonly List<double> _cover = [];

    public void AddSplit(in Split split)
    {
        _feature.Add(split.Feature);
        _threshold.Add(split.Threshold);
        _missingGoesLeft.Add(split.MissingGoesLeft);
    }

    public void AddLeaf(double normal, double anomaly, ValueBounds bounds)
    {
        _feature.Add(DecisionTree.Leaf);
        _cover.Add(normal + anomaly);
        _value.Add(bounds.Clip(anomaly / (normal + anomaly)));
    }

    /// <summary>Finishes the tree and begins anew.</summary>
    public DecisionTree Build()
    {
        var tree = DecisionTree.FromPreorder(
            CollectionsMarshal.AsSpan(_feature),
            CollectionsMarshal.AsSpan(_threshold),
            CollectionsMarshal.AsSpan(_missingGoesLeft),
            CollectionsMarshal.AsSpan(_value),
            CollectionsMarshal.AsSpan(_cover));
        _feature.Clear();
        _threshold.Clear();
        _missingGoesLeft.Clear();
        _value.Clear();
        _cover.Clear();
        return tree;
    }
}
