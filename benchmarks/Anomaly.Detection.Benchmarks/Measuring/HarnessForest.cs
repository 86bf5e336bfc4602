using System.Runtime.InteropServices;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>A forest as the harness of the peers passes it on; one of another library becomes one of ours.</summary>
/// <remarks>
/// <c>forest.bin</c>, little-endian: int32 trees T, features, nodes N; int32 first node of each tree [T + 1]; int32 feature [N], −1 at
/// leaves; int32 left and right child [N] each, counted from the tree's first node; float64 threshold [N]; float64 probability [N].
/// Covers are not in it, nor which way missing values go: after a load they go right.
/// </remarks>
internal static class HarnessForest
{
    /// <exception cref="UsageException">The file ends early or goes on too long.</exception>
    public static RandomForestModel Load(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        ReadOnlySpan<byte> rest = bytes;
        if (rest.Length < 3 * sizeof(int)) throw Unfit(path, bytes.Length, 3 * sizeof(int));
        ReadOnlySpan<int> head = Take<int>(ref rest, 3);
        (int treeCount, int featureCount, int nodeCount) = (head[0], head[1], head[2]);
        long expected = ((3L + treeCount + 1 + (3L * nodeCount)) * sizeof(int)) + (2L * nodeCount * sizeof(double));
        if (bytes.Length != expected) throw Unfit(path, bytes.Length, expected);
        ReadOnlySpan<int> first = Take<int>(ref rest, treeCount + 1);
        ReadOnlySpan<int> feature = Take<int>(ref rest, nodeCount);
        ReadOnlySpan<int> left = Take<int>(ref rest, nodeCount);
        ReadOnlySpan<int> right = Take<int>(ref rest, nodeCount);
        ReadOnlySpan<double> threshold = Take<double>(ref rest, nodeCount);
        ReadOnlySpan<double> value = Take<double>(ref rest, nodeCount);
        var trees = new DecisionTree[treeCount];
        for (int tree = 0; tree < treeCount; tree++)
        {
            Range nodes = first[tree]..first[tree + 1];
            trees[tree] = InPreorder(feature[nodes], left[nodes], right[nodes], threshold[nodes], value[nodes]);
        }

        return new RandomForestModel(ImmutableCollectionsMarshal.AsImmutableArray(trees), featureCount);
    }

    /// <summary>Writes the file.</summary>
    public static void Save(RandomForestModel forest, string path)
    {
        using var file = new BinaryWriter(File.Create(path));
        file.Write(forest.Trees.Length);
        file.Write(forest.FeatureCount);
        file.Write((int)forest.NodeCount);
        int first = 0;
        file.Write(first);
        foreach (DecisionTree tree in forest.Trees) file.Write(first += tree.NodeCount);
        ForEachNode((tree, node) => file.Write(tree.Feature[node]));
        ForEachNode((tree, node) => file.Write(tree.Feature[node] == DecisionTree.Leaf ? DecisionTree.Leaf : node + 1));
        ForEachNode((tree, node) => file.Write(tree.Feature[node] == DecisionTree.Leaf ? DecisionTree.Leaf : tree.RightChild[node]));
        ForEachNode((tree, node) => file.Write((double)tree.Threshold[node]));
        ForEachNode((tree, node) => file.Write(tree.Value[node]));

        void ForEachNode(Action<DecisionTree, int> write)
        {
            foreach (DecisionTree tree in forest.Trees)
            {
                for (int node = 0; node < tree.NodeCount; node++) write(tree, node);
            }
        }
    }

    private static DecisionTree InPreorder(ReadOnlySpan<int> feature, ReadOnlySpan<int> left, ReadOnlySpan<int> right, ReadOnlySpan<double> threshold, ReadOnlySpan<double> value)
    {
        var features = new List<int>(feature.Length);
        var thresholds = new List<float>();
        var values = new List<double>();
        var open = new Stack<int>([0]);
        while (open.TryPop(out int node))
        {
            bool isLeaf = feature[node] < 0;
            features.Add(isLeaf ? DecisionTree.Leaf : feature[node]);
            if (isLeaf)
            {
                values.Add(value[node]);
                continue;
            }

            thresholds.Add(NotAbove(threshold[node]));
            open.Push(right[node]);
            open.Push(left[node]);
        }

        double[] covers = new double[values.Count];
        Array.Fill(covers, 1);
        return DecisionTree.FromPreorder(CollectionsMarshal.AsSpan(features), CollectionsMarshal.AsSpan(thresholds), new bool[thresholds.Count], CollectionsMarshal.AsSpan(values), covers);
    }

    // The largest float that is not above: a float is ≤ the one exactly when it is ≤ the other.
    private static float NotAbove(double threshold)
    {
        float nearest = (float)threshold;
        return nearest > threshold ? MathF.BitDecrement(nearest) : nearest;
    }

    private static ReadOnlySpan<T> Take<T>(ref ReadOnlySpan<byte> rest, int count)
        where T : unmanaged
    {
        ReadOnlySpan<T> taken = MemoryMarshal.Cast<byte, T>(rest)[..count];
        rest = rest[MemoryMarshal.AsBytes(taken).Length..];
        return taken;
    }

    private static UsageException Unfit(string path, long length, long expected) => new($"'{path}' has {length} bytes; expected {expected}");
}
