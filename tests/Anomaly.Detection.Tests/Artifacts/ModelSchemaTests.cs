using System.Text.Json;
using Anomaly.Detection.Artifacts;

namespace Anomaly.Detection.Tests.Artifacts;

public class ModelSchemaTests
{
    [Fact]
    public void Save_ArtifactWithEveryField_HasExactlyThePropertiesOfTheSchema()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllBytes(SchemaPath()));
        var met = new HashSet<string>();

        foreach (DetectorArtifact sample in Samples.OneOfEachModel())
        {
            using JsonDocument model = JsonDocument.Parse(Samples.Save(sample));
            Compare(schema.RootElement, model.RootElement, "$", met);
        }

        met.Should().BeEquivalentTo(Declared(schema.RootElement, "$"), "the samples hold every field that the schema knows");
    }

    // Every property must be declared and every required one there; places are collected without indexes.
    private static void Compare(JsonElement schema, JsonElement value, string place, HashSet<string> met)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement element in value.EnumerateArray()) Compare(schema.GetProperty("items"), element, place + "[]", met);
        }

        if (value.ValueKind != JsonValueKind.Object || !schema.TryGetProperty("properties", out JsonElement properties)) return;
        foreach (JsonProperty property in value.EnumerateObject())
        {
            properties.TryGetProperty(property.Name, out JsonElement inner).Should().BeTrue("{0}.{1} is written", place, property.Name);
            met.Add($"{place}.{property.Name}");
            Compare(inner, property.Value, $"{place}.{property.Name}", met);
        }

        foreach (JsonElement required in schema.GetProperty("required").EnumerateArray())
        {
            value.TryGetProperty(required.GetString()!, out _).Should().BeTrue("{0}.{1} is required", place, required.GetString());
        }
    }

    private static IEnumerable<string> Declared(JsonElement schema, string place)
    {
        if (schema.ValueKind != JsonValueKind.Object) yield break;
        if (schema.TryGetProperty("items", out JsonElement items))
        {
            foreach (string inner in Declared(items, place + "[]")) yield return inner;
        }

        if (!schema.TryGetProperty("properties", out JsonElement properties)) yield break;
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            yield return $"{place}.{property.Name}";
            foreach (string inner in Declared(property.Value, $"{place}.{property.Name}")) yield return inner;
        }
    }

    private static string SchemaPath()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Anomaly.Detection.sln"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "docs", "model-format.schema.json");
    }
}
