using Anomaly.Detection.Models;

namespace Anomaly.Detection.Artifacts;

/// <summary>How a <see cref="DecisionTree"/> stands in a model file: as <see cref="DecisionTree.FromPreorder"/> takes it, without child indexes.</summary>
internal static class TreeSection
{
    private static readonly string[] Fields = ["feature", "threshold", "missing_left", "value", "cover"];

    public static void Write(ModelJsonWriter writer, DecisionTree tree)
    {
        ReadOnlySpan<int> feature = tree.Feature;
        writer.BeginObject();
        writer.Field("feature");
        WriteFeatures(writer, feature);
        writer.Field("threshold");
        WriteThresholds(writer, feature, tree.Threshold);
        writer.Field("missing_left");
        WriteDirections(writer, feature, tree.MissingGoesLeft);
        writer.Field("value");
        WriteLeaves(writer, feature, tree.Value);
        writer.Field("cover");
        WriteLeaves(writer, feature, tree.Cover);
        writer.EndObject();
    }

    public static DecisionTree Read(ref ModelJsonReader reader, int askable, double greatestValue, int nodesLeft, TreeBuffers buffers)
    {
        reader.BeginObject(Fields);
        reader.Field("feature");
        NumberLine line = reader.Line();
        if (line.Count > nodesLeft) reader.CheckLimit((long)reader.Limits.MaxNodes + 1, reader.Limits.MaxNodes, nameof(ArtifactLoadOptions.MaxNodes));
        Span<int> feature = buffers.Feature(line.Count);
        line.Read(feature, DecisionTree.Leaf, askable - 1);
        int leafCount = feature.Count(DecisionTree.Leaf);
        int splitCount = feature.Length - leafCount;

        reader.Field("threshold");
        line = reader.Line(splitCount, "splits of this tree");
        Span<float> threshold = buffers.Threshold(splitCount);
        line.Read(threshold);

        reader.Field("missing_left");
        line = reader.Line(splitCount, "splits of this tree");
        Span<bool> missingGoesLeft = buffers.MissingGoesLeft(splitCount);
        line.Read(missingGoesLeft);

        reader.Field("value");
        line = reader.Line(leafCount, "leaves of this tree");
        Span<double> value = buffers.Value(leafCount);
        line.Read(value, 0, greatestValue);

        reader.Field("cover");
        line = reader.Line(leafCount, "leaves of this tree");
        Span<double> cover = buffers.Cover(leafCount);
        line.Read(cover, 0, double.MaxValue);

        DecisionTree? tree = DecisionTree.TryFromPreorder(feature, threshold, missingGoesLeft, value, cover, out TreeFault? fault);
        if (tree is null) throw new ModelFormatException(fault!.Code, reader.PlaceOf("feature", fault.Node), fault.Problem);

        // The root holds the sum of all leaves, so no node is out of range when it is not.
        if (!double.IsFinite(tree.Cover[0])) reader.Fail("out-of-range", "the covers add up to more than a number holds");
        reader.EndObject();
        return tree;
    }

    private static void WriteFeatures(ModelJsonWriter writer, ReadOnlySpan<int> feature)
    {
        if (writer.BeginLine())
        {
            foreach (int node in feature)
            {
                writer.Item();
                writer.Integer(node);
            }
        }

        writer.EndLine();
    }

    private static void WriteThresholds(ModelJsonWriter writer, ReadOnlySpan<int> feature, ReadOnlySpan<float> threshold)
    {
        if (writer.BeginLine())
        {
            for (int node = 0; node < feature.Length; node++)
            {
                if (feature[node] == DecisionTree.Leaf) continue;
                writer.Item();
                writer.Number(threshold[node]);
            }
        }

        writer.EndLine();
    }

    private static void WriteDirections(ModelJsonWriter writer, ReadOnlySpan<int> feature, ReadOnlySpan<bool> missingGoesLeft)
    {
        if (writer.BeginLine())
        {
            for (int node = 0; node < feature.Length; node++)
            {
                if (feature[node] == DecisionTree.Leaf) continue;
                writer.Item();
                writer.Integer(missingGoesLeft[node] ? 1 : 0);
            }
        }

        writer.EndLine();
    }

    private static void WriteLeaves(ModelJsonWriter writer, ReadOnlySpan<int> feature, ReadOnlySpan<double> values)
    {
        if (writer.BeginLine())
        {
            for (int node = 0; node < feature.Length; node++)
            {
                if (feature[node] != DecisionTree.Leaf) continue;
                writer.Item();
                writer.Number(values[node]);
            }
        }

        writer.EndLine();
    }
}
