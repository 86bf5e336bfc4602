using System.Text.Json;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tests.Oracles;
using Anomaly.Detection.Training;

namespace Anomaly.Detection.Tests.Training;

/// <summary>Trees without feature sampling equal scikit-learn's node for node (Oracles/cart_trees.py made the figures).</summary>
public class ScikitLearnTreeTests
{
    [SharedDataFact]
    public void Train_TablesWithoutTies_EqualsScikitLearnNodeForNode()
    {
        using JsonDocument oracle = Oracle.Open("cart_trees.json");
        var tables = new Dictionary<string, PublicTable>();
        foreach (JsonElement oracleCase in oracle.RootElement.GetProperty("cases").EnumerateArray())
        {
            string name = oracleCase.GetProperty("table").GetString()!;
            if (!tables.TryGetValue(name, out PublicTable? table)) tables.Add(name, table = PublicTable.Load(Path.Combine(SharedData.Folder, "public"), name));
            JsonElement config = oracleCase.GetProperty("config");
            JsonElement expected = oracleCase.GetProperty("tree");

            DecisionTree tree = new CartTrainer(Options(config)).TrainOn(new TrainingSet(table.Features, table.IsAnomaly, RowWeights(config, table.IsAnomaly.Length)));

            string because = $"table {name}, {config}";
            tree.Feature.ToArray().Should().Equal(Numbers(expected, "feature").Select(value => (int)value), because);
            Splits(tree).Should().Equal(Numbers(expected, "threshold").Select(value => (float)value), because);
            Leaves(tree, tree.Value).Should().Equal(Numbers(expected, "value"), (ours, theirs) => Math.Abs(ours - theirs) <= 1e-12, because);
            Leaves(tree, tree.Cover).Should().Equal(Numbers(expected, "cover"), (ours, theirs) => Math.Abs(ours - theirs) <= 1e-9 * theirs, because);
        }

        tables.Should().HaveCountGreaterThanOrEqualTo(5);
    }

    private static CartOptions Options(JsonElement config) => new()
    {
        Criterion = config.GetProperty("criterion").GetString() == "gini" ? SplitCriterion.Gini : SplitCriterion.Entropy,
        MaxDepth = config.TryGetProperty("max_depth", out JsonElement depth) ? depth.GetInt32() : null,
        MinSamplesLeaf = config.GetProperty("min_samples_leaf").GetInt32(),
        MinSamplesSplit = config.TryGetProperty("min_samples_split", out JsonElement split) ? split.GetInt32() : 2,
        MinImpurityDecrease = config.TryGetProperty("min_impurity_decrease", out JsonElement decrease) ? decrease.GetDouble() : 0,
        MaxLeafNodes = config.TryGetProperty("max_leaf_nodes", out JsonElement leaves) ? leaves.GetInt32() : null,
        ClassWeight = config.TryGetProperty("class_weight", out _) ? ClassWeight.Balanced : ClassWeight.None,
    };

    // The same as row_weights in the script.
    private static double[] RowWeights(JsonElement config, int rowCount) =>
        config.TryGetProperty("weighted", out _) ? [.. Enumerable.Range(0, rowCount).Select(row => 0.5 + (0.25 * (row % 8)))] : [];

    private static IEnumerable<double> Numbers(JsonElement tree, string name) => tree.GetProperty(name).EnumerateArray().Select(value => value.GetDouble());

    private static List<float> Splits(DecisionTree tree)
    {
        var thresholds = new List<float>();
        for (int node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Feature[node] != DecisionTree.Leaf) thresholds.Add(tree.Threshold[node]);
        }

        return thresholds;
    }

    private static List<double> Leaves(DecisionTree tree, ReadOnlySpan<double> perNode)
    {
        var values = new List<double>();
        for (int node = 0; node < tree.NodeCount; node++)
        {
            if (tree.Feature[node] == DecisionTree.Leaf) values.Add(perNode[node]);
        }

        return values;
    }
}
