using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Artifacts;

/// <summary>How the trees of a forest stand in a model file, and what is a <see cref="RandomForestModel"/>'s own.</summary>
internal static class ForestSection
{
    public static void Write(ModelJsonWriter writer, RandomForestModel forest) => WriteTrees(writer, forest.Trees);

    public static RandomForestModel Read(ref ModelJsonReader reader, int featureCount) =>
        RandomForestModel.FromChecked(ReadTrees(ref reader, featureCount, greatestValue: 1), featureCount);

    public static void WriteTrees(ModelJsonWriter writer, ImmutableArray<DecisionTree> trees)
    {
        writer.Field("trees");
        writer.BeginArray();
        foreach (DecisionTree tree in trees)
        {
            writer.Element();
            TreeSection.Write(writer, tree);
        }

        writer.EndArray();
    }

    /// <summary>Reads at least one tree.</summary>
    /// <param name="reader">Stands before the trees.</param>
    /// <param name="askable">What splits may ask for: numbers below this.</param>
    /// <param name="greatestValue">The greatest value of a leaf; the least is 0.</param>
    public static ImmutableArray<DecisionTree> ReadTrees(ref ModelJsonReader reader, int askable, double greatestValue)
    {
        reader.Field("trees");
        var trees = ImmutableArray.CreateBuilder<DecisionTree>();
        var buffers = new TreeBuffers();
        int nodesLeft = reader.Limits.MaxNodes;
        reader.BeginArray();
        while (reader.NextElement(reader.Limits.MaxTrees, nameof(ArtifactLoadOptions.MaxTrees)))
        {
            DecisionTree tree = TreeSection.Read(ref reader, askable, greatestValue, nodesLeft, buffers);
            nodesLeft -= tree.NodeCount;
            trees.Add(tree);
        }

        if (trees.Count == 0) reader.Fail("missing-tree", "a forest has at least one tree");
        return trees.DrainToImmutable();
    }
}
