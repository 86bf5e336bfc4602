using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Explaining;

/// <summary>The covers of a forest's leaves as whole numbers, which is what LightGBM counts rows in: tree by tree, in preorder, int32, little-endian.</summary>
internal static class CoverFile
{
    // The root's cover, at most: sums stay far below 2³¹, and a leaf's weight is kept to a millionth of a usual row's.
    private const double RootCover = 1e9;

    /// <summary>Writes the covers, each tree's stretched to a root of <see cref="RootCover"/>.</summary>
    public static void Save(RandomForestModel forest, string path)
    {
        var covers = new List<int>();
        foreach (DecisionTree tree in forest.Trees)
        {
            double scale = RootCover / tree.Cover[0];
            for (int node = 0; node < tree.NodeCount; node++)
            {
                if (tree.Feature[node] == DecisionTree.Leaf) covers.Add((int)Math.Max(1, Math.Round(tree.Cover[node] * scale)));
            }
        }

        File.WriteAllBytes(path, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(covers)));
    }

    /// <summary>The forest with the covers of a file.</summary>
    public static RandomForestModel Load(RandomForestModel forest, string path)
    {
        ReadOnlySpan<int> covers = MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(path));
        var trees = ImmutableArray.CreateBuilder<DecisionTree>();
        foreach (DecisionTree tree in forest.Trees)
        {
            trees.Add(WithCovers(tree, covers[..tree.LeafCount]));
            covers = covers[tree.LeafCount..];
        }

        return new RandomForestModel(trees.ToImmutable(), forest.FeatureCount);
    }

    private static DecisionTree WithCovers(DecisionTree tree, ReadOnlySpan<int> covers)
    {
        int[] nodes = [.. Enumerable.Range(0, tree.NodeCount)];
        int[] splits = [.. nodes.Where(node => tree.Feature[node] != DecisionTree.Leaf)];
        return DecisionTree.FromPreorder(
            tree.Feature,
            [.. splits.Select(node => tree.Threshold[node])],
            [.. splits.Select(node => tree.MissingGoesLeft[node])],
            [.. nodes.Where(node => tree.Feature[node] == DecisionTree.Leaf).Select(node => tree.Value[node])],
            [.. covers.ToArray().Select(cover => (double)cover)]);
    }
}
