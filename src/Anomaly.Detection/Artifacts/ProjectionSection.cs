using System.Collections.Immutable;
using Anomaly.Detection.Models;

namespace Anomaly.Detection.Artifacts;

/// <summary>How <see cref="SplitProjection"/>s stand in a model file.</summary>
internal static class ProjectionSection
{
    private static readonly string[] Fields = ["feature", "values", "weight", "point"];

    public static void Write(ModelJsonWriter writer, ImmutableArray<SplitProjection> projections)
    {
        writer.Field("projections");
        writer.BeginArray();
        foreach (SplitProjection projection in projections)
        {
            writer.Element();
            writer.BeginObject();
            writer.Field("feature");
            WriteLine(writer, projection.Features);
            if (projection is SubsetProjection subset)
            {
                writer.Field("values");
                WriteLine(writer, subset.Values);
            }
            else if (projection is HyperplaneProjection plane)
            {
                writer.Field("weight");
                writer.Line(plane.Weights.AsSpan());
                writer.Field("point");
                WriteLine(writer, plane.Point);
            }

            writer.EndObject();
        }

        writer.EndArray();
    }

    /// <summary>Reads projections; the name of their field was read.</summary>
    public static ImmutableArray<SplitProjection> Read(ref ModelJsonReader reader, int featureCount)
    {
        var projections = ImmutableArray.CreateBuilder<SplitProjection>();
        reader.BeginArray();
        while (reader.NextElement(reader.Limits.MaxNodes, nameof(ArtifactLoadOptions.MaxNodes))) projections.Add(ReadOne(ref reader, featureCount));
        if (projections.Count == 0) reader.Fail("wrong-length", "projections are left out where there are none");
        return projections.DrainToImmutable();
    }

    private static SplitProjection ReadOne(ref ModelJsonReader reader, int featureCount)
    {
        reader.BeginObject(Fields);
        reader.Field("feature");
        NumberLine line = reader.Line();
        int[] features = new int[line.Count];
        line.Read(features, 0, featureCount - 1);
        if (features.Length == 0) reader.Fail("wrong-length", "a projection reads at least one feature");
        for (int i = 1; i < features.Length; i++)
        {
            if (features[i] <= features[i - 1]) reader.Fail("not-sorted", "features stand in ascending order");
        }

        SplitProjection projection;
        if (reader.TryField("values"))
        {
            if (features.Length != 1) reader.Fail("wrong-length", "a subset is one of a single feature's values");
            line = reader.Line();
            float[] values = new float[line.Count];
            line.Read(values);
            projection = new SubsetProjection(features[0], [.. values]);
        }
        else
        {
            reader.Field("weight");
            double[] weights = reader.Line(features.Length, "features of this projection").ToArray(double.MinValue, double.MaxValue);
            reader.Field("point");
            float[] point = new float[features.Length];
            reader.Line(features.Length, "features of this projection").Read(point);
            projection = new HyperplaneProjection([.. features], [.. weights], [.. point]);
        }

        reader.EndObject();
        return projection;
    }

    private static void WriteLine(ModelJsonWriter writer, ImmutableArray<int> numbers)
    {
        if (writer.BeginLine())
        {
            foreach (int number in numbers)
            {
                writer.Item();
                writer.Integer(number);
            }
        }

        writer.EndLine();
    }

    private static void WriteLine(ModelJsonWriter writer, ImmutableArray<float> numbers)
    {
        if (writer.BeginLine())
        {
            foreach (float number in numbers)
            {
                writer.Item();
                writer.Number(number);
            }
        }

        writer.EndLine();
    }
}
