using System.CommandLine;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>Options that every command has.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Say nothing but results and errors.", Recursive = true };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say what is read, with which options, and how long it takes.", Recursive = true };
}
