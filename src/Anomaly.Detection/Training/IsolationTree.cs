using System.Runtime.InteropServices;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Training;

/// <summary>An isolation tree under way: its nodes in preorder and its projections.</summary>
/// <param name="featureCount">The length of a row; splits ask for projections from there on.</param>
internal sealed class IsolationTree(int featureCount)
{
    private readonly List<int> _feature = [];
    private readonly List<float> _threshold = [];
    private readonly List<bool> _missingGoesLeft = [];
    private readonly List<double> _pathLength = [];
    private readonly List<double> _cover = [];

    /// <summary>What splits ask for beside features.</summary>
    public List<SplitProjection> Projections { get; } = [];

    public void AddSplit(IsolationCut cut, bool missingGoesLeft)
    {
        int asked = cut.Feature;
        if (cut.Projection is { } projection)
        {
            asked = featureCount + Projections.Count;
            Projections.Add(projection);
        }

        _feature.Add(asked);
        _threshold.Add(cut.Threshold);
        _missingGoesLeft.Add(missingGoesLeft);
    }

    public void AddLeaf(double pathLength, int rowCount)
    {
        _feature.Add(DecisionTree.Leaf);
        _pathLength.Add(pathLength);
        _cover.Add(rowCount);
    }

    /// <summary>The finished tree.</summary>
    /// <param name="projectionsBefore">How many projections the trees before it have.</param>
    public DecisionTree Build(int projectionsBefore)
    {
        Span<int> feature = CollectionsMarshal.AsSpan(_feature);
        for (int node = 0; node < feature.Length; node++)
        {
            if (feature[node] >= featureCount) feature[node] += projectionsBefore;
        }

        return DecisionTree.FromPreorder(
            feature,
            CollectionsMarshal.AsSpan(_threshold),
            CollectionsMarshal.AsSpan(_missingGoesLeft),
            CollectionsMarshal.AsSpan(_pathLength),
            CollectionsMarshal.AsSpan(_cover));
    }
}
