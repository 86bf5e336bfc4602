using System.Runtime.InteropServices;
using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Artifacts;

/// <summary>How an <see cref="EncodedFeature"/> stands in a model file. Columns and classes are named, not numbered.</summary>
internal static class FeatureSection
{
    private static readonly string[] Fields = ["name", "operation", "source", "second_source", "class", "origin", "frequencies", "fill"];

    // In the order of the enum.
    private static readonly string[] Operations = ["value", "code", "frequency", "one-hot", "hour-of-day", "day-of-week", "elapsed-days", "ratio", "difference"];

    public static void Write(ModelJsonWriter writer, EncodedFeature feature, FeatureEncoder encoder)
    {
        writer.BeginObject();
        writer.Field("name");
        writer.Text(feature.Name);
        writer.Field("operation");
        writer.Text(Operations[(int)feature.Operation]);
        writer.Field("source");
        writer.Text(encoder.Schema[feature.Source].Name);
        if (feature.HasTwoSources)
        {
            writer.Field("second_source");
            writer.Text(encoder.Schema[feature.SecondSource].Name);
        }

        if (feature.Operation == FeatureOperation.OneHot)
        {
            writer.Field("class");
            writer.Text(encoder.ClassesOf(feature.Source)!.Classes[feature.ClassCode]);
        }

        if (feature.Operation == FeatureOperation.ElapsedDays)
        {
            writer.Field("origin");
            writer.Number(feature.OriginSeconds);
        }

        if (feature.Operation == FeatureOperation.Frequency)
        {
            writer.Field("frequencies");
            writer.Line(feature.Frequencies.AsSpan());
        }

        if (!double.IsNaN(feature.Fill))
        {
            writer.Field("fill");
            writer.Number(feature.Fill);
        }

        writer.EndObject();
    }

    public static EncodedFeature Read(ref ModelJsonReader reader, FeatureSchema schema, List<LabelEncoder?> labels)
    {
        reader.BeginObject(Fields);
        reader.Field("name");
        string name = reader.NonEmptyText();
        reader.Field("operation");
        var operation = (FeatureOperation)reader.Choice(Operations);
        reader.Field("source");
        int source = ReadColumn(ref reader, schema);
        int secondSource = -1;
        if (operation is FeatureOperation.Ratio or FeatureOperation.Difference)
        {
            reader.Field("second_source");
            secondSource = ReadColumn(ref reader, schema);
        }

        int classCode = -1;
        if (operation == FeatureOperation.OneHot)
        {
            reader.Field("class");
            classCode = labels[source]?.Encode(reader.Text()) ?? LabelEncoder.Unseen;
            if (classCode < 0) reader.Fail("unknown-class", "the source has no such class");
        }

        double origin = 0;
        if (operation == FeatureOperation.ElapsedDays)
        {
            reader.Field("origin");
            origin = reader.Number(double.MinValue, double.MaxValue);
        }

        double[] frequencies = [];
        if (operation == FeatureOperation.Frequency)
        {
            reader.Field("frequencies");
            frequencies = reader.Line(labels[source]?.ClassCount ?? 0, "classes of the source").ToArray(0, 1);
        }

        double fill = double.NaN;
        if (reader.TryField("fill")) fill = reader.Number(-float.MaxValue, float.MaxValue);
        reader.EndObject();
        return new EncodedFeature
        {
            Name = name,
            Operation = operation,
            Source = source,
            SecondSource = secondSource,
            ClassCode = classCode,
            OriginSeconds = origin,
            Frequencies = ImmutableCollectionsMarshal.AsImmutableArray(frequencies),
            Fill = fill,
        };
    }

    private static int ReadColumn(ref ModelJsonReader reader, FeatureSchema schema)
    {
        int column = schema.IndexOf(reader.Text());
        if (column < 0) reader.Fail("unknown-column", "the schema has no such column");
        return column;
    }
}
