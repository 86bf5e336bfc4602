namespace Anomaly.Detection.Tests.Shared;

/// <summary>What native publishing needs beside the SDK: Linux, a C compiler that links, and zlib to link with.</summary>
internal static class NativeToolchain
{
    private static readonly string[] Compilers = ["clang", "gcc"];
    private static readonly string[] HeaderFolders = ["/usr/include", "/usr/local/include"];

    /// <summary>Name of the compiler to link with, or null where there is none.</summary>
    public static string? Compiler { get; } = Compilers.FirstOrDefault(IsOnPath);

    /// <summary>Why native publishing is not possible here, or null where it is.</summary>
    public static string? ReasonMissing { get; } = Diagnose();

    private static string? Diagnose()
    {
        if (!OperatingSystem.IsLinux()) return "native publishing is tested on Linux only";
        if (Compiler is null) return "native publishing needs clang or gcc on the PATH";
        if (!HeaderFolders.Any(folder => File.Exists(Path.Combine(folder, "zlib.h")))) return "native publishing needs zlib with its headers (package zlib1g-dev)";
        return null;
    }

    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
