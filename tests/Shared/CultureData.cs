using System.Runtime.InteropServices;

namespace Anomaly.Detection.Tests.Shared;

/// <summary>What a program needs to run under a culture: the library ICU, which the system may lack. Without it a program runs invariant.</summary>
internal static class CultureData
{
    private const int OldestVersion = 60;
    private const int NewestVersion = 99;

    /// <summary>Variable that makes a program without culture data run: 1 for invariant.</summary>
    public const string InvariantVariable = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";

    /// <summary>Why no program runs under a culture here, or null where one can.</summary>
    public static string? ReasonMissing { get; } = Diagnose();

    private static string? Diagnose()
    {
        if (!OperatingSystem.IsLinux()) return "programs are started under other cultures on Linux only";
        for (int version = NewestVersion; version >= OldestVersion; version--)
        {
            if (!NativeLibrary.TryLoad($"libicuuc.so.{version}", out nint library)) continue;
            NativeLibrary.Free(library);
            return null;
        }

        return "running under a culture needs the library ICU (libicu)";
    }
}
