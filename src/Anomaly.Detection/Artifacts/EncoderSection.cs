using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Artifacts;

/// <summary>How a <see cref="FeatureEncoder"/> stands in a model file.</summary>
internal static class EncoderSection
{
    private static readonly string[] Fields = ["columns", "features", "scaler"];
    private static readonly string[] ScalerFields = ["mean", "scale"];

    public static void Write(ModelJsonWriter writer, FeatureEncoder encoder)
    {
        writer.BeginObject();
        writer.Field("columns");
        writer.BeginArray();
        for (int column = 0; column < encoder.Schema.Count; column++)
        {
            writer.Element();
            ColumnSection.Write(writer, encoder.Schema[column], encoder.ClassesOf(column));
        }

        writer.EndArray();
        writer.Field("features");
        writer.BeginArray();
        foreach (EncodedFeature feature in encoder.Features)
        {
            writer.Element();
            FeatureSection.Write(writer, feature, encoder);
        }

        writer.EndArray();
        if (encoder.Scaler is { } scaler)
        {
            writer.Field("scaler");
            Write(writer, scaler);
        }

        writer.EndObject();
    }

    public static FeatureEncoder Read(ref ModelJsonReader reader)
    {
        reader.BeginObject(Fields);
        reader.Field("columns");
        var columns = new List<FeatureColumn>();
        var labels = new List<LabelEncoder?>();
        int categoriesLeft = reader.Limits.MaxCategories;
        reader.BeginArray();
        while (reader.NextElement(reader.Limits.MaxColumns, nameof(ArtifactLoadOptions.MaxColumns)))
        {
            columns.Add(ColumnSection.Read(ref reader, categoriesLeft, out LabelEncoder? classes));
            labels.Add(classes);
            categoriesLeft -= classes?.ClassCount ?? 0;
        }

        var schema = new FeatureSchema(columns);
        reader.Field("features");
        var features = new List<EncodedFeature>();
        reader.BeginArray();
        while (reader.NextElement(reader.Limits.MaxFeatures, nameof(ArtifactLoadOptions.MaxFeatures)))
        {
            features.Add(FeatureSection.Read(ref reader, schema, labels));
        }

        StandardScaler? scaler = reader.TryField("scaler") ? ReadScaler(ref reader, features.Count) : null;
        reader.EndObject();
        return FeatureEncoder.FromParts(schema, labels, features, scaler);
    }

    private static void Write(ModelJsonWriter writer, StandardScaler scaler)
    {
        writer.BeginObject();
        writer.Field("mean");
        writer.Line(scaler.Mean);
        writer.Field("scale");
        writer.Line(scaler.Scale);
        writer.EndObject();
    }

    private static StandardScaler ReadScaler(ref ModelJsonReader reader, int featureCount)
    {
        reader.BeginObject(ScalerFields);
        reader.Field("mean");
        double[] mean = reader.Line(featureCount, "features").ToArray(double.MinValue, double.MaxValue);
        reader.Field("scale");
        double[] scale = reader.Line(featureCount, "features").ToArray(double.Epsilon, double.MaxValue);
        reader.EndObject();
        return StandardScaler.FromParts(mean, scale);
    }
}
