using System.Collections;
using System.Diagnostics;

namespace Anomaly.Detection.Tests.Shared;

/// <summary>What a finished program left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Both of its output streams, line by line as they came.</param>
/// <param name="Error">Standard error alone.</param>
internal sealed record ChildResult(int ExitCode, string Output, string Error);

/// <summary>Runs programs for tests: no shell, no input, output captured, killed with all its children at a deadline.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">A path, or a name on the PATH.</param>
    /// <param name="arguments">The arguments, passed as they are.</param>
    /// <param name="deadline">After this long it is killed.</param>
    /// <param name="environment">Variables to set, or to remove where the value is null; the rest is inherited.</param>
    /// <param name="workingFolder">Where it runs; the repository's root when null.</param>
    /// <exception cref="TimeoutException">The deadline passed; the message holds the output so far.</exception>
    public static ChildResult Run(string program, IEnumerable<string> arguments, TimeSpan deadline, IReadOnlyDictionary<string, string?>? environment = null, string? workingFolder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingFolder ?? RepositoryRoot.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>()) start.Environment[name] = value;

        var lines = new List<string>();
        var errors = new List<string>();
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(lines, line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            Add(lines, line.Data);
            Add(errors, line.Data);
        };
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(deadline))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'{program}' did not end within {deadline}:{Environment.NewLine}{Join(lines)}");
        }

        // The wait with a deadline returns before the last lines are read; this one does not.
        process.WaitForExit();
        return new ChildResult(process.ExitCode, Join(lines), Join(errors));
    }

    /// <summary>Runs the .NET command line as from a fresh shell, and leaves no build server behind.</summary>
    /// <inheritdoc cref="Run"/>
    public static ChildResult RunDotnet(IEnumerable<string> arguments, TimeSpan deadline, IReadOnlyDictionary<string, string?>? environment = null, string? workingFolder = null)
    {
        // A test runner sets MSBuild's variables to its own build; a server left running would hold the output open.
        var shell = new Dictionary<string, string?>
        {
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["UseSharedCompilation"] = "false",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        };
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            string name = (string)variable.Key;
            if (name.StartsWith("MSBuild", StringComparison.Ordinal) || name.StartsWith("MSBUILD_", StringComparison.Ordinal)) shell[name] = null;
        }

        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>()) shell[name] = value;
        return Run(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments, deadline, shell, workingFolder);
    }

    private static void Add(List<string> lines, string? line)
    {
        if (line is null) return;
        lock (lines) lines.Add(line);
    }

    private static string Join(List<string> lines)
    {
        lock (lines) return string.Join(Environment.NewLine, lines);
    }
}
