using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Models;

/// <summary>Proves, in one pass, that a sequence of splits and leaves is one whole tree in preorder.</summary>
internal static class PreorderShape
{
    /// <summary>Finds the right child of every split.</summary>
    /// <param name="feature">Per node: a feature, or <see cref="DecisionTree.Leaf"/>.</param>
    /// <param name="depth">The number of splits on the longest way down.</param>
    /// <param name="fault">The first fault, or null.</param>
    /// <returns>Per node the right child (0 at leaves), or null where the sequence is not a tree.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[]? TryFindRightChildren(ReadOnlySpan<int> feature, out int depth, out TreeFault? fault)
    {
        depth = 0;
        fault = null;
        int[] rightChild = new int[feature.Length];

        // Splits whose left subtree is under way, the innermost last. A heap stack: trees may be as deep as they are long.
        var open = new Stack<int>();
        bool wasLeaf = false;
        for (int node = 0; node < feature.Length; node++)
        {
            if (wasLeaf)
            {
                if (open.Count == 0) return Fail(out fault, node, "tree-overfull", "the tree is complete before this node");
                rightChild[open.Pop()] = node;
            }

            if (feature[node] < DecisionTree.Leaf) return Fail(out fault, node, "feature", $"{feature[node]} is neither a feature nor a leaf ({DecisionTree.Leaf})");
            wasLeaf = feature[node] == DecisionTree.Leaf;
            if (wasLeaf) continue;
            open.Push(node);
        }

        if (feature.IsEmpty) return Fail(out fault, 0, "tree-empty", "a tree has at least one node");
        if (!wasLeaf || open.Count > 0) return Fail(out fault, feature.Length - 1, "tree-unfinished", $"the tree ends here, but {open.Count} splits still lack a child");
        depth = DepthOf(feature, rightChild);
        return rightChild;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int DepthOf(ReadOnlySpan<int> feature, int[] rightChild)
    {
        int[] depthOf = new int[feature.Length];
        int deepest = 0;
        for (int node = 0; node < feature.Length; node++)
        {
            if (feature[node] == DecisionTree.Leaf)
            {
                deepest = Math.Max(deepest, depthOf[node]);
                continue;
            }

            depthOf[node + 1] = depthOf[rightChild[node]] = depthOf[node] + 1;
        }

        return deepest;
    }

    private static int[]? Fail(out TreeFault? fault, int node, string code, string problem)
    {
        fault = new TreeFault(node, code, problem);
        return null;
    }
}
