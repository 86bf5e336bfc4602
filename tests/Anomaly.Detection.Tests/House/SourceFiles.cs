namespace Anomaly.Detection.Tests.House;

/// <summary>The files of the libraries.</summary>
internal static class SourceFiles
{
    /// <summary>All C# files under <c>src</c>, as paths from there with slashes, in ordinal order; build output left out.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. Directory.EnumerateFiles(RepositoryRoot.Combine("src"), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(RepositoryRoot.Combine("src"), path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(folder => folder is "bin" or "obj"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of one of them.</summary>
    public static string Read(string path) => File.ReadAllText(RepositoryRoot.Combine("src", path));
}
