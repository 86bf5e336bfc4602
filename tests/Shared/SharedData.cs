namespace Anomaly.Detection.Tests.Shared;

/// <summary>The folder of measured tables that some tests compare with. It is no part of the repository.</summary>
internal static class SharedData
{
    /// <summary>Environment variable that names the folder; without it the folder is <c>../shared/data</c> beside the repository.</summary>
    public const string Variable = "ANOMALY_SHARED_DATA";

    /// <summary>Why the folder is not there, or null where it is.</summary>
    public static string? ReasonMissing { get; } = Directory.Exists(Expected) ? null : Missing;

    /// <summary>Full path of the folder.</summary>
    /// <exception cref="DirectoryNotFoundException">It is not there.</exception>
    public static string Folder => ReasonMissing is null ? Expected : throw new DirectoryNotFoundException(ReasonMissing);

    private static string Expected => Locate(Environment.GetEnvironmentVariable(Variable), RepositoryRoot.Folder);

    private static string Missing => $"the shared data is not at '{Expected}': set {Variable}, or put the folder 'shared' beside the repository";

    /// <summary>Full path of one file of the shared data.</summary>
    /// <param name="parts">Folders and name below the data folder, for example <c>"behaviour", "readme.csv"</c>.</param>
    /// <exception cref="FileNotFoundException">The folder is there, the file is not.</exception>
    public static string File(params ReadOnlySpan<string> parts)
    {
        string path = Path.Combine([Folder, .. parts]);
        return System.IO.File.Exists(path) ? path : throw new FileNotFoundException($"the shared data has no file '{Path.Combine([.. parts])}'", path);
    }

    /// <summary>Where the data is expected: the variable's value when it is set, else beside the repository.</summary>
    public static string Locate(string? variable, string repositoryRoot) =>
        Path.GetFullPath(string.IsNullOrEmpty(variable) ? Path.Combine(repositoryRoot, "..", "shared", "data") : variable);
}
