namespace Anomaly.Detection.Tests.Shared;

/// <summary>The browser that pages are opened in: Chromium, as the system has it.</summary>
internal static class Browser
{
    /// <summary>Variable with the path of the browser, where it is not on the PATH.</summary>
    public const string PathVariable = "ANOMALY_CHROMIUM";

    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>Full path of the browser, or null where there is none.</summary>
    public static string? Executable { get; } = Locate();

    /// <summary>Why no page can be opened here, or null where it can.</summary>
    public static string? ReasonMissing { get; } = Executable is null ? $"opening a page needs chromium on the PATH, or its path in {PathVariable}" : null;

    private static string? Locate()
    {
        if (Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } given) return File.Exists(given) ? given : null;
        return Programs.Select(NativeToolchain.FindOnPath).FirstOrDefault(path => path is not null);
    }
}
