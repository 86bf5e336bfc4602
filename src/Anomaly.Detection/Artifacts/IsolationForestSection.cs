using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Artifacts;

/// <summary>What is an <see cref="IsolationForestModel"/>'s own in a model file.</summary>
internal static class IsolationForestSection
{
    // No path is longer than this: a tree of as many nodes as a file may hold is shorter by far.
    private const double LongestPath = 1e9;

    // In the order of the enum.
    private static readonly string[] Forms = ["exact", "approximate"];

    public static void Write(ModelJsonWriter writer, IsolationForestModel forest)
    {
        writer.Field("sample_size");
        writer.Integer(forest.SampleSize);
        writer.Field("path_lengths");
        writer.Text(Forms[(int)forest.PathLengths]);
        writer.Field("offset");
        writer.Number(forest.Offset);
        if (forest.Projections.Length > 0) ProjectionSection.Write(writer, forest.Projections);
        ForestSection.WriteTrees(writer, forest.Trees);
    }

    public static IsolationForestModel Read(ref ModelJsonReader reader, int featureCount)
    {
        reader.Field("sample_size");
        int sampleSize = (int)reader.Integer(1, int.MaxValue);
        reader.Field("path_lengths");
        var form = (PathLengthForm)reader.Choice(Forms);
        reader.Field("offset");
        double offset = reader.Number(0, 1);
        ImmutableArray<SplitProjection> projections = reader.TryField("projections") ? ProjectionSection.Read(ref reader, featureCount) : [];
        ImmutableArray<DecisionTree> trees = ForestSection.ReadTrees(ref reader, featureCount + projections.Length, LongestPath);
        return IsolationForestModel.FromChecked(trees, featureCount, sampleSize, form, projections, offset);
    }
}
