namespace Anomaly.Detection.Tests.Shared;

/// <summary>Finds the folder that holds the solution, wherever the tests were built to and started from.</summary>
internal static class RepositoryRoot
{
    private const string Solution = "Anomaly.Detection.sln";

    private static readonly Lazy<string> Found = new(() => Find(AppContext.BaseDirectory));

    /// <summary>Full path of the repository's root folder.</summary>
    public static string Folder => Found.Value;

    /// <summary>Full path of something in the repository.</summary>
    public static string Combine(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Walks up from <paramref name="start"/> to the first folder with the solution in it.</summary>
    public static string Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution))) return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above '{start}' holds {Solution}; run the tests from a build inside the repository.");
    }
}
