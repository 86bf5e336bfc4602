using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Models;

/// <summary>Proves, in one pass, that a sequence of splits and leaves is one whole tree in preorder.</summary>
internal static class PreorderShape
{
    private const int FirstStack = 64;

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
        int[] rightChild = GC.AllocateUninitializedArray<int>(feature.Length);

        // Splits whose left subtree is under way, each with its depth, the innermost last. Trees may be as deep as they are long, so it grows.
        Span<(int Node, int Depth)> open = stackalloc (int, int)[FirstStack];
        int openCount = 0;
        int depthHere = 0;
        bool wasLeaf = false;
        for (int node = 0; node < feature.Length; node++)
        {
            if (wasLeaf)
            {
                if (openCount == 0) return Fail(out fault, node, "tree-overfull", "the tree is complete before this node");
                (int parent, int depthOfParent) = open[--openCount];
                rightChild[parent] = node;
                depthHere = depthOfParent + 1;
            }

            if (feature[node] < DecisionTree.Leaf) return Fail(out fault, node, "feature", $"{feature[node]} is neither a feature nor a leaf ({DecisionTree.Leaf})");
            wasLeaf = feature[node] == DecisionTree.Leaf;
            if (wasLeaf)
            {
                rightChild[node] = 0;
                depth = Math.Max(depth, depthHere);
                continue;
            }

            if (openCount == open.Length) open = Doubled(open);
            open[openCount++] = (node, depthHere++);
        }

        if (feature.IsEmpty) return Fail(out fault, 0, "tree-empty", "a tree has at least one node");
        if (!wasLeaf || openCount > 0) return Fail(out fault, feature.Length - 1, "tree-unfinished", $"the tree ends here, but {openCount} splits still lack a child");
        return rightChild;
    }

    private static (int Node, int Depth)[] Doubled(ReadOnlySpan<(int Node, int Depth)> open)
    {
        var doubled = new (int, int)[2 * open.Length];
        open.CopyTo(doubled);
        return doubled;
    }

    private static int[]? Fail(out TreeFault? fault, int node, string code, string problem)
    {
        fault = new TreeFault(node, code, problem);
        return null;
    }
}
