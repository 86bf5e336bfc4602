using Anomaly.Detection.Data;
using Anomaly.Detection.Preprocessing;

namespace Anomaly.Detection.Artifacts;

/// <summary>How a column of the schema stands in a model file, with its classes if it is categorical.</summary>
internal static class ColumnSection
{
    private static readonly string[] Fields = ["name", "kind", "classes", "counts", "left_out"];

    // In the order of the enum.
    private static readonly string[] Kinds = ["numeric", "categorical", "timestamp", "identifier"];

    public static void Write(ModelJsonWriter writer, FeatureColumn column, LabelEncoder? labels)
    {
        writer.BeginObject();
        writer.Field("name");
        writer.Text(column.Name);
        writer.Field("kind");
        writer.Text(Kinds[(int)column.Kind]);
        if (labels is not null) WriteClasses(writer, labels);
        writer.EndObject();
    }

    public static FeatureColumn Read(ref ModelJsonReader reader, int categoriesLeft, out LabelEncoder? labels)
    {
        reader.BeginObject(Fields);
        reader.Field("name");
        string name = reader.NonEmptyText();
        reader.Field("kind");
        var kind = (FeatureKind)reader.Choice(Kinds);
        labels = kind == FeatureKind.Categorical ? ReadClasses(ref reader, categoriesLeft) : null;
        reader.EndObject();
        return new FeatureColumn(name, kind);
    }

    private static void WriteClasses(ModelJsonWriter writer, LabelEncoder labels)
    {
        writer.Field("classes");
        writer.BeginArray();
        foreach (string text in labels.Classes)
        {
            writer.Element();
            writer.Text(text);
        }

        writer.EndArray();
        if (labels.Counts.Count > 0)
        {
            writer.Field("counts");
            if (writer.BeginLine())
            {
                foreach (int count in labels.Counts)
                {
                    writer.Item();
                    writer.Integer(count);
                }
            }

            writer.EndLine();
        }

        writer.Field("left_out");
        writer.Integer(labels.LeftOutCount);
    }

    private static LabelEncoder ReadClasses(ref ModelJsonReader reader, int categoriesLeft)
    {
        reader.Field("classes");
        var classes = new List<string>();
        reader.BeginArray();
        while (reader.NextElement(int.MaxValue, nameof(ArtifactLoadOptions.MaxCategories)))
        {
            if (classes.Count == categoriesLeft) reader.CheckLimit((long)reader.Limits.MaxCategories + 1, reader.Limits.MaxCategories, nameof(ArtifactLoadOptions.MaxCategories));
            string text = reader.Text();
            if (classes.Count > 0 && string.CompareOrdinal(classes[^1], text) >= 0) reader.Fail("not-sorted", "classes differ and stand in ordinal order");
            classes.Add(text);
        }

        int[]? counts = null;
        if (reader.TryField("counts"))
        {
            NumberLine line = reader.Line(classes.Count, "classes");
            counts = new int[line.Count];
            line.Read(counts, 0, int.MaxValue);
        }

        reader.Field("left_out");
        int leftOut = (int)reader.Integer(0, int.MaxValue);
        return LabelEncoder.FromClasses(classes, counts, leftOut);
    }
}
