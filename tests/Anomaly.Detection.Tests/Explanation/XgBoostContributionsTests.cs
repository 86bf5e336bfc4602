using System.Text.Json;
using Anomaly.Detection.Explanation;
using Anomaly.Detection.Models;
using Anomaly.Detection.Tests.Oracles;

namespace Anomaly.Detection.Tests.Explanation;

/// <summary>Contributions are those of XGBoost to the same trees, missing values and all, as close as its 32-bit floats come.</summary>
public sealed class XgBoostContributionsTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void Explain_ForestOfXgBoost_AgreesWithItsContributions()
    {
        using JsonDocument oracle = Oracle.Open("tree_shap.json");
        JsonElement root = oracle.RootElement;
        int featureCount = root.GetProperty("feature_count").GetInt32();
        var forest = new RandomForestModel([.. root.GetProperty("trees").EnumerateArray().Select(TreeOf)], featureCount);
        var explainer = ShapExplainer.Compile(forest);
        double[] contributions = new double[featureCount];

        explainer.BaseValue.Should().BeApproximately(root.GetProperty("base_value").GetDouble(), Tolerance);
        foreach ((JsonElement row, JsonElement expected) in root.GetProperty("rows").EnumerateArray().Zip(root.GetProperty("contributions").EnumerateArray()))
        {
            float[] values = [.. row.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? float.NaN : value.GetSingle())];
            explainer.Explain(values, contributions);
            for (int feature = 0; feature < featureCount; feature++) contributions[feature].Should().BeApproximately(expected[feature].GetDouble(), Tolerance);
        }
    }

    private static DecisionTree TreeOf(JsonElement tree) => DecisionTree.FromPreorder(
        [.. Elements(tree, "feature").Select(value => value.GetInt32())],
        [.. Elements(tree, "threshold").Select(value => value.GetSingle())],
        [.. Elements(tree, "missing_goes_left").Select(value => value.GetBoolean())],
        [.. Elements(tree, "value").Select(value => value.GetDouble())],
        [.. Elements(tree, "cover").Select(value => value.GetDouble())]);

    private static JsonElement.ArrayEnumerator Elements(JsonElement tree, string name) => tree.GetProperty(name).EnumerateArray();
}
