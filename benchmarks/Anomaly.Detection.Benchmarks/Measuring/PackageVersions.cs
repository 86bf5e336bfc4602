using System.Reflection;
using System.Text.Json;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>Which versions are measured.</summary>
internal static class PackageVersions
{
    private static readonly Lazy<Dictionary<string, string>> Libraries = new(ReadLibraries);

    /// <summary>This library, with the commit it was built from.</summary>
    public static string Ours => $"Anomaly.Detection {typeof(Models.RandomForestModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}";

    /// <summary>Name and version of a package that the program was built with.</summary>
    public static string Of(string package) => $"{package} {Libraries.Value.GetValueOrDefault(package, "of unknown version")}";

    // The file that the build puts beside the program names every library as "name/version".
    private static Dictionary<string, string> ReadLibraries()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, $"{typeof(PackageVersions).Assembly.GetName().Name}.deps.json")));
        return document.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')).ToDictionary(parts => parts[0], parts => parts[1]);
    }
}
