using System.Collections.Immutable;

namespace Anomaly.Detection.Artifacts;

/// <summary>How a <see cref="Provenance"/> stands in a model file.</summary>
internal static class ProvenanceSection
{
    private static readonly string[] Fields = ["library_version", "algorithm", "seed", "row_count", "anomaly_count", "options"];

    public static void Write(ModelJsonWriter writer, Provenance provenance)
    {
        writer.BeginObject();
        writer.Field("library_version");
        writer.Text(provenance.LibraryVersion);
        writer.Field("algorithm");
        writer.Text(provenance.Algorithm);
        writer.Field("seed");
        writer.Integer(provenance.Seed);
        writer.Field("row_count");
        writer.Integer(provenance.RowCount);
        writer.Field("anomaly_count");
        writer.Integer(provenance.AnomalyCount);
        writer.Field("options");
        writer.BeginObject();
        foreach ((string name, string value) in provenance.Options)
        {
            writer.Field(name);
            writer.Text(value);
        }

        writer.EndObject();
        writer.EndObject();
    }

    public static Provenance Read(ref ModelJsonReader reader)
    {
        reader.BeginObject(Fields);
        reader.Field("library_version");
        string libraryVersion = reader.NonEmptyText();
        reader.Field("algorithm");
        string algorithm = reader.NonEmptyText();
        reader.Field("seed");
        ulong seed = reader.UnsignedInteger();
        reader.Field("row_count");
        int rowCount = (int)reader.Integer(0, int.MaxValue);
        reader.Field("anomaly_count");
        int anomalyCount = (int)reader.Integer(0, rowCount);
        reader.Field("options");
        var options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        reader.BeginMap();
        string? previous = null;
        while (reader.NextKey(Provenance.MostOptions, previous, out string? name))
        {
            previous = name;
            if (!Provenance.IsOptionName(name)) reader.Fail("invalid-name", "expected a name made of a–z, 0–9 and _");
            options.Add(name, reader.Text());
        }

        reader.EndObject();
        reader.EndObject();
        return new Provenance { LibraryVersion = libraryVersion, Algorithm = algorithm, Seed = seed, RowCount = rowCount, AnomalyCount = anomalyCount, Options = options.ToImmutable() };
    }
}
