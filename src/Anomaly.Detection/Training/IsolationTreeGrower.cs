using Anomaly.Detection.Data;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Grows isolation trees, depth first. Owns the scratch memory of one worker.</summary>
internal sealed class IsolationTreeGrower
{
    private readonly IsolationForestOptions _options;
    private readonly IsolationRows _rows;
    private readonly IsolationSplitter _splitter;
    private readonly Stack<Node> _open = new();
    private readonly int _featureCount;
    private readonly int _depthLimit;

    public IsolationTreeGrower(FeatureMatrix features, int sampleSize, IsolationForestOptions options, bool[] isCategorical)
    {
        _options = options with { SampleSize = Math.Max(2, sampleSize) };
        _rows = new IsolationRows(features, sampleSize);
        _splitter = new IsolationSplitter(_rows, _options, isCategorical);
        _featureCount = features.FeatureCount;

        // The depth of a balanced tree that tells all rows apart: ⌈log₂ ψ⌉.
        _depthLimit = options.MaxDepth ?? (int)uint.Log2((2 * (uint)Math.Max(2, sampleSize)) - 1);
    }

    /// <summary>Grows a tree on a sample.</summary>
    /// <param name="sample">Rows of the table, ascending.</param>
    /// <param name="random">What is drawn from.</param>
    public IsolationTree Grow(int[] sample, ref RandomStream random)
    {
        var tree = new IsolationTree(_featureCount);
        _rows.Begin(sample);
        _splitter.Begin();
        _open.Push(new Node(0, sample.Length, 0, 0));
        while (_open.TryPop(out Node node))
        {
            int count = node.End - node.Start;
            if (count > 1 && node.Depth < _depthLimit && _splitter.TryDraw(node.Start, node.End, node.Constants, ref random, out IsolationCut cut)) Split(tree, node, cut);
            else tree.AddLeaf(node.Depth + AveragePathLength.Of(count, _options.PathLengths), count);
        }

        return tree;
    }

    private void Split(IsolationTree tree, Node node, IsolationCut cut)
    {
        int middle = _rows.Divide(node.Start, node.End, _splitter.ColumnOf(cut, node.Start, node.End), cut.Threshold, cut.MissingGoesLeft ?? false);

        // What the node never saw missing goes where most of its rows go.
        tree.AddSplit(cut, cut.MissingGoesLeft ?? middle - node.Start >= node.End - middle);
        _open.Push(new Node(middle, node.End, node.Depth + 1, _splitter.Constants));
        _open.Push(new Node(node.Start, middle, node.Depth + 1, _splitter.Constants));
    }

    private readonly record struct Node(int Start, int End, int Depth, int Constants);
}
