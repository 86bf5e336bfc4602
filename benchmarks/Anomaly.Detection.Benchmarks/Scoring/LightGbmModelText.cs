using System.Globalization;
using System.Text;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Benchmarks.Scoring;

/// <summary>A forest as the text that LightGBM saves its models in. Its predictor adds the values of the leaves in tree order and averages them.</summary>
/// <remarks>
/// A tree is arrays over its splits and arrays over its leaves; a child is the index of a split, or −1 − the index of a leaf. The loader
/// goes from tree to tree by <c>tree_sizes</c>, the length of the text of each.
/// </remarks>
internal static class LightGbmModelText
{
    // Decision types: 2 says that missing values go left, 8 that NaN is what is missing (without it, NaN would be read as 0).
    private const int MissingGoesLeft = 2;
    private const int NanIsMissing = 8;

    /// <returns>The text in UTF-8, with a zero at its end.</returns>
    public static byte[] Write(RandomForestModel forest)
    {
        string[] trees = [.. forest.Trees.Select(Tree)];
        IEnumerable<int> features = Enumerable.Range(0, forest.FeatureCount);
        string head = $"""
            tree
            version=v4
            num_class=1
            num_tree_per_iteration=1
            label_index=0
            max_feature_idx={forest.FeatureCount - 1}
            objective=regression
            average_output
            feature_names={Joined(features.Select(feature => $"f{feature}"))}
            feature_infos={Joined(features.Select(_ => "[-1e308:1e308]"))}
            tree_sizes={Joined(trees.Select(tree => tree.Length))}


            """;
        return Encoding.UTF8.GetBytes($"{Lines(head)}{string.Concat(trees)}end of trees\n\nparameters:\nend of parameters\n\0");
    }

    private static string Tree(DecisionTree tree, int index)
    {
        int[] nodes = [.. Enumerable.Range(0, tree.NodeCount)];
        int[] splits = [.. nodes.Where(node => tree.Feature[node] != DecisionTree.Leaf)];
        int[] leaves = [.. nodes.Where(node => tree.Feature[node] == DecisionTree.Leaf)];
        int[] place = new int[tree.NodeCount];
        for (int split = 0; split < splits.Length; split++) place[splits[split]] = split;
        for (int leaf = 0; leaf < leaves.Length; leaf++) place[leaves[leaf]] = -1 - leaf;

        // Counts of rows are needed to explain only; they are whole numbers. What is not needed at all is asked for nevertheless, and made up.
        string ofSplits = splits.Length == 0 ? "" : $"""
            split_feature={Joined(splits.Select(node => tree.Feature[node]))}
            split_gain={Joined(splits.Select(_ => 1))}
            threshold={Joined(splits.Select(node => (double)tree.Threshold[node]))}
            decision_type={Joined(splits.Select(node => NanIsMissing + (tree.MissingGoesLeft[node] ? MissingGoesLeft : 0)))}
            left_child={Joined(splits.Select(node => place[node + 1]))}
            right_child={Joined(splits.Select(node => place[tree.RightChild[node]]))}
            internal_value={Joined(splits.Select(_ => 0))}
            internal_weight={Joined(splits.Select(_ => 0))}
            internal_count={Joined(splits.Select(CountAt))}

            """;
        return Lines($"""
            Tree={index}
            num_leaves={leaves.Length}
            num_cat=0
            {ofSplits}leaf_value={Joined(leaves.Select(node => tree.Value[node]))}
            leaf_weight={Joined(leaves.Select(_ => 1))}
            leaf_count={Joined(leaves.Select(CountAt))}
            is_linear=0
            shrinkage=1



            """);

        int CountAt(int node) => checked((int)tree.Cover[node]);
    }

    // Numbers in the shortest form that reads back the same.
    private static string Joined<T>(IEnumerable<T> values) => string.Join(' ', values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value}")));

    // Raw texts have the line ends of the source file.
    private static string Lines(string text) => text.ReplaceLineEndings("\n");
}
