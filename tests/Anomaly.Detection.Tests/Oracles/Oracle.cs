using System.Text.Json;

namespace Anomaly.Detection.Tests.Oracles;

/// <summary>Numbers of other libraries, stored in this folder beside the scripts that made them.</summary>
internal static class Oracle
{
    /// <summary>Opens one of the JSON files.</summary>
    public static JsonDocument Open(string name)
    {
        using Stream stream = typeof(Oracle).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        return JsonDocument.Parse(stream);
    }
}
