using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Artifacts;

/// <summary>How a <see cref="RandomForestModel"/> stands in a model file.</summary>
internal static class ForestSection
{
    private static readonly string[] Fields = ["type", "feature_count", "trees"];
    private static readonly string[] Types = ["random-forest"];

    public static void Write(ModelJsonWriter writer, RandomForestModel forest)
    {
        writer.BeginObject();
        writer.Field("type");
        writer.Text(Types[0]);
        writer.Field("feature_count");
        writer.Integer(forest.FeatureCount);
        writer.Field("trees");
        writer.BeginArray();
        foreach (DecisionTree tree in forest.Trees)
        {
            writer.Element();
            TreeSection.Write(writer, tree);
        }

        writer.EndArray();
        writer.EndObject();
    }

    public static RandomForestModel Read(ref ModelJsonReader reader, int featureCount)
    {
        reader.BeginObject(Fields);
        reader.Field("type");
        reader.Choice(Types);
        reader.Field("feature_count");
        reader.Integer(featureCount, featureCount);
        reader.Field("trees");
        var trees = ImmutableArray.CreateBuilder<DecisionTree>();
        var buffers = new TreeBuffers();
        int nodesLeft = reader.Limits.MaxNodes;
        reader.BeginArray();
        while (reader.NextElement(reader.Limits.MaxTrees, nameof(ArtifactLoadOptions.MaxTrees)))
        {
            DecisionTree tree = TreeSection.Read(ref reader, featureCount, nodesLeft, buffers);
            nodesLeft -= tree.NodeCount;
            trees.Add(tree);
        }

        if (trees.Count == 0) reader.Fail("missing-tree", "a forest has at least one tree");
        reader.EndObject();
        return RandomForestModel.FromChecked(trees.DrainToImmutable(), featureCount);
    }
}
