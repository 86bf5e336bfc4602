namespace Anomaly.Detection.Tests.Shared;

/// <summary>Something outside the repository that a test needs.</summary>
internal enum Requirement
{
    /// <summary>The folder of measured tables, see <see cref="Shared.SharedData"/>.</summary>
    SharedData,

    /// <summary>A compiler and linker, see <see cref="Shared.NativeToolchain"/>.</summary>
    NativeToolchain,

    /// <summary>The culture data of the system, see <see cref="Shared.CultureData"/>.</summary>
    CultureData,

    /// <summary>The tracer of system calls on the PATH (Linux).</summary>
    Strace,

    /// <summary>A browser, see <see cref="Shared.Browser"/>.</summary>
    Browser,

    /// <summary>Signals, pipes and shells as Unix has them.</summary>
    Unix,

    /// <summary>The program that gives another a terminal, script(1) of util-linux.</summary>
    Script,

    /// <summary>The shell of that name.</summary>
    Zsh,

    /// <inheritdoc cref="Zsh"/>
    Fish,
}

/// <summary>Decides whether a test that needs something is skipped.</summary>
internal static class Requirements
{
    /// <summary>Set to 1, nothing is skipped: a test whose requirement is absent fails instead.</summary>
    public const string RequireAllVariable = "ANOMALY_REQUIRE_ALL";

    /// <summary>The text of the skip, or null when the test is to run.</summary>
    public static string? ReasonToSkip(params ReadOnlySpan<Requirement> requirements) =>
        ReasonToSkip(Environment.GetEnvironmentVariable(RequireAllVariable), requirements, ReasonMissing);

    /// <summary>As <see cref="ReasonToSkip(ReadOnlySpan{Requirement})"/>, over a given environment.</summary>
    public static string? ReasonToSkip(string? requireAll, ReadOnlySpan<Requirement> requirements, Func<Requirement, string?> reasonMissing)
    {
        if (requireAll == "1") return null;
        foreach (Requirement requirement in requirements)
        {
            if (reasonMissing(requirement) is { } reason) return $"{reason} ({RequireAllVariable}=1 makes this a failure)";
        }

        return null;
    }

    private static string? ReasonMissing(Requirement requirement) => requirement switch
    {
        Requirement.SharedData => SharedData.ReasonMissing,
        Requirement.NativeToolchain => NativeToolchain.ReasonMissing,
        Requirement.CultureData => CultureData.ReasonMissing,
        Requirement.Strace => ReasonNotOnPath("strace", "tracing system calls"),
        Requirement.Browser => Browser.ReasonMissing,
        Requirement.Unix => OperatingSystem.IsWindows() ? "signals, pipes and shells are tested on Unix only" : null,
        Requirement.Script => OperatingSystem.IsLinux() ? ReasonNotOnPath("script", "a terminal") : "a terminal is tested on Linux only",
        Requirement.Zsh => ReasonNotOnPath("zsh", "completion in zsh"),
        Requirement.Fish => ReasonNotOnPath("fish", "completion in fish"),
        _ => throw new ArgumentOutOfRangeException(nameof(requirement), requirement, "no such requirement"),
    };

    private static string? ReasonNotOnPath(string program, string what) => NativeToolchain.IsOnPath(program) ? null : $"{what} needs {program} on the PATH";
}
