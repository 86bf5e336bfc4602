namespace Anomaly.Detection.Tests.Shared;

/// <summary>What native publishing needs beside the SDK: a C compiler to link with. Zlib and the like come with the SDK's native packages.</summary>
internal static class NativeToolchain
{
    private static readonly string[] Compilers = ["clang", "gcc"];

    /// <summary>Name of the compiler to link with, or null where there is none.</summary>
    public static string? Compiler { get; } = Compilers.FirstOrDefault(IsOnPath);

    /// <summary>Why native publishing is not possible here, or null where it is.</summary>
    public static string? ReasonMissing { get; } = Diagnose();

    private static string? Diagnose()
    {
        if (!OperatingSystem.IsLinux()) return "native publishing is tested on Linux only";
        return Compiler is null ? "native publishing needs clang or gcc on the PATH" : null;
    }

    /// <summary>Whether a program is on the PATH.</summary>
    public static bool IsOnPath(string program) => FindOnPath(program) is not null;

    /// <summary>Full path of a program on the PATH, or null where it is not.</summary>
    public static string? FindOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
