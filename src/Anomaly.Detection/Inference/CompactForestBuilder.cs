using System.Runtime.CompilerServices;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>Makes a <see cref="CompactForest"/>.</summary>
internal sealed class CompactForestBuilder
{
    private readonly ScoredTrees _trees;
    private readonly CutPlan _plan;
    private readonly uint[] _nodes;
    private readonly int[] _idOfLeaf;
    private readonly CutSegment?[] _current;
    private readonly List<CutColumn> _columns = [];
    private readonly List<float> _cuts = [];
    private readonly float[] _column = new float[CutColumn.MostCuts];
    private int _leaf;

    private CompactForestBuilder(ScoredTrees trees, CutPlan plan, int[] idOfLeaf, int nodeCount)
    {
        _trees = trees;
        _plan = plan;
        _idOfLeaf = idOfLeaf;
        _nodes = new uint[nodeCount];
        _current = new CutSegment?[Strand.CountOf(trees.FeatureCount)];
    }

    /// <summary>Packs a forest; null when it does not fit into four bytes a node.</summary>
    public static CompactForest? TryBuild(ScoredTrees trees)
    {
        int treeCount = trees.Trees.Length;
        long nodeCount = trees.Trees.Sum(tree => (long)tree.NodeCount);
        if (nodeCount > Array.MaxLength) return null;
        int[] idOfLeaf = new int[(nodeCount + treeCount) / 2];
        int[] roots = new int[treeCount + 1];
        int[] firstValues = new int[treeCount + 1];
        var values = new LeafValues();
        int leaf = 0;
        for (int tree = 0; tree < treeCount; tree++)
        {
            if (values.AddTree(trees.Trees[tree], idOfLeaf.AsSpan(leaf)) > CompactNode.MostValues || LongestSkip(trees.Trees[tree]) > CompactNode.MostSkip) return null;
            leaf += trees.Trees[tree].LeafCount;
            roots[tree + 1] = roots[tree] + trees.Trees[tree].NodeCount;
            firstValues[tree + 1] = values.Count;
        }

        var plan = CutPlan.Make(trees);
        if (plan.SlotCount > CompactNode.MostSlots) return null;
        var builder = new CompactForestBuilder(trees, plan, idOfLeaf, (int)nodeCount);
        int[] firstColumns = builder.Pack(roots);
        builder._cuts.AddRange(new float[CutTree.Overhang]);
        return new CompactForest(trees.FeatureCount, plan.SlotCount, builder._nodes, roots, values.ToArray(), firstValues, [.. builder._columns], firstColumns, [.. builder._cuts]);
    }

    private int[] Pack(int[] roots)
    {
        int groupCount = TreeGroups.CountOf(_trees.Trees.Length);
        int[] firstColumns = new int[groupCount + 1];
        int[] next = new int[_current.Length];
        var begun = new List<CutSegment>();
        for (int group = 0; group < groupCount; group++)
        {
            _plan.Enter(group, _current, next, begun);
            foreach (CutSegment segment in begun) AddColumns(segment);
            firstColumns[group + 1] = _columns.Count;
            (int first, int end) = TreeGroups.Of(group, _trees.Trees.Length);
            for (int tree = first; tree < end; tree++) PackTree(_trees.Trees[tree], _nodes.AsSpan(roots[tree]));
        }

        return firstColumns;
    }

    private void AddColumns(CutSegment segment)
    {
        for (int column = 0; column < segment.ColumnCount; column++)
        {
            int first = column * CutColumn.MostCuts;
            int count = Math.Min(CutColumn.MostCuts, segment.Cuts.Length - first);
            _columns.Add(new CutColumn(segment.Strand, _plan.SlotOf[segment.Strand] + column, _cuts.Count, count));
            CutTree.Write(segment.Cuts.AsSpan(first, count), _column);
            _cuts.AddRange(_column.AsSpan(0, count));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PackTree(DecisionTree tree, Span<uint> nodes)
    {
        ReadOnlySpan<int> features = tree.Feature;
        ReadOnlySpan<float> thresholds = tree.Threshold;
        ReadOnlySpan<bool> missingGoesLeft = tree.MissingGoesLeft;
        ReadOnlySpan<int> rightChild = tree.RightChild;
        for (int node = 0; node < features.Length; node++)
        {
            if (features[node] < 0)
            {
                nodes[node] = CompactNode.Leaf(_idOfLeaf[_leaf++]);
                continue;
            }

            int strand = Strand.Of(features[node], missingGoesLeft[node]);
            int cut = _current[strand]!.Cuts.AsSpan().BinarySearch(thresholds[node]);
            nodes[node] = CompactNode.Split(_plan.SlotOf[strand] + (cut / CutColumn.MostCuts), cut % CutColumn.MostCuts, rightChild[node] - node);
        }
    }

    private static int LongestSkip(DecisionTree tree)
    {
        ReadOnlySpan<int> rightChild = tree.RightChild;
        int longest = 0;
        for (int node = 0; node < rightChild.Length; node++) longest = Math.Max(longest, rightChild[node] - node);
        return longest;
    }
}
