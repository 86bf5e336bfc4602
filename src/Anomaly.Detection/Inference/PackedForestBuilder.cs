using System.Numerics;
using System.Runtime.CompilerServices;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Inference;

/// <summary>Makes a <see cref="PackedForest"/>.</summary>
internal static class PackedForestBuilder
{
    private const int LinkBits = 32;

    /// <summary>Packs a forest; null when it does not fit into eight bytes a node.</summary>
    public static PackedForest? TryBuild(ScoredTrees trees)
    {
        long nodeCount = trees.Trees.Sum(tree => (long)tree.NodeCount);
        if (nodeCount > Array.MaxLength / 2) return null;
        int[] placeOf = FindPlaces(trees, out int[] strands);
        int placeBits = LinkBits - BitOperations.LeadingZeroCount((uint)strands.Length);
        int treeCount = trees.Trees.Length;
        int[] roots = new int[treeCount + 1];
        int[] firstValues = new int[treeCount + 1];
        var nodes = new PackedNode[nodeCount];
        var values = new LeafValues();
        int mostNodes = trees.Trees.Max(tree => tree.NodeCount);
        int[] idOfLeaf = new int[(mostNodes + 1) / 2];
        int[] placeOfNode = new int[mostNodes];
        for (int tree = 0; tree < treeCount; tree++)
        {
            DecisionTree source = trees.Trees[tree];
            values.AddTree(source, idOfLeaf);
            firstValues[tree + 1] = values.Count;
            roots[tree + 1] = roots[tree] + source.NodeCount;
            if (!TryPack(source, placeOf, placeBits, idOfLeaf, placeOfNode, nodes.AsSpan(roots[tree]))) return null;
        }

        return new PackedForest(trees.FeatureCount, placeBits, strands, nodes, roots, values.ToArray(), firstValues);
    }

    // Brothers are given places when their parent is met, in preorder: so a left child mostly stands close behind its parent.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TryPack(DecisionTree tree, int[] placeOf, int placeBits, ReadOnlySpan<int> idOfLeaf, int[] placeOfNode, Span<PackedNode> nodes)
    {
        ReadOnlySpan<int> features = tree.Feature;
        ReadOnlySpan<float> thresholds = tree.Threshold;
        ReadOnlySpan<bool> missingGoesLeft = tree.MissingGoesLeft;
        ReadOnlySpan<int> rightChild = tree.RightChild;
        int free = 1;
        int leaf = 0;
        placeOfNode[0] = 0;
        for (int node = 0; node < features.Length; node++)
        {
            int at = placeOfNode[node];
            if (features[node] < 0)
            {
                nodes[at] = new PackedNode(BitConverter.Int32BitsToSingle(idOfLeaf[leaf++]), 0);
                continue;
            }

            uint distance = (uint)(free - at);
            if (placeBits > 0 && distance >> (LinkBits - placeBits) != 0) return false;
            nodes[at] = new PackedNode(thresholds[node], (distance << placeBits) | (uint)placeOf[Strand.Of(features[node], missingGoesLeft[node])]);
            placeOfNode[node + 1] = free;
            placeOfNode[rightChild[node]] = free + 1;
            free += 2;
        }

        return true;
    }

    // Per strand its place, the first being 1; strands that no split has get none.
    private static int[] FindPlaces(ScoredTrees trees, out int[] strands)
    {
        int[] placeOf = new int[Strand.CountOf(trees.FeatureCount)];
        foreach (DecisionTree tree in trees.Trees)
        {
            ReadOnlySpan<int> features = tree.Feature;
            ReadOnlySpan<bool> missingGoesLeft = tree.MissingGoesLeft;
            for (int node = 0; node < features.Length; node++)
            {
                if (features[node] >= 0) placeOf[Strand.Of(features[node], missingGoesLeft[node])] = 1;
            }
        }

        var used = new List<int>();
        for (int strand = 0; strand < placeOf.Length; strand++)
        {
            if (placeOf[strand] == 0) continue;
            used.Add(strand);
            placeOf[strand] = used.Count;
        }

        strands = [.. used];
        return placeOf;
    }
}
