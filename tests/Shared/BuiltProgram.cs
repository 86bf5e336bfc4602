namespace Anomaly.Detection.Tests.Shared;

/// <summary>Programs of the solution that tests start; the test project's file makes the build build them first.</summary>
internal static class BuiltProgram
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    /// <summary>Full path of a program's assembly, built in the configuration of the tests.</summary>
    /// <param name="project">Folder of its project, from the repository's root; named as the program.</param>
    public static string Assembly(params ReadOnlySpan<string> project) =>
        Path.Combine([RepositoryRoot.Combine(project), "bin", Configuration, "net10.0", project[^1] + ".dll"]);
}
