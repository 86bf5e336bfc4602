namespace Anomaly.Detection.Tool.Tests;

/// <summary>Puts the command <c>anomaly</c> where a shell finds it.</summary>
internal static class ShellTool
{
    /// <summary>Writes it into a folder of its own.</summary>
    /// <returns>That folder, for the PATH.</returns>
    public static string Install(TemporaryFolder folder)
    {
        string bin = Directory.CreateDirectory(folder.Combine("bin")).FullName;
        string script = Path.Combine(bin, "anomaly");
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        File.WriteAllText(script, $"#!/bin/sh\nexec '{dotnet}' '{BuiltProgram.Assembly("src", "Anomaly.Detection.Tool")}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return bin;
    }

    /// <summary>Runs a script of a shell in a folder, with the command on the PATH.</summary>
    /// <param name="shell">A shell on the PATH.</param>
    /// <param name="script">What it runs.</param>
    /// <param name="folder">Where.</param>
    public static ChildResult Run(string shell, string script, TemporaryFolder folder)
    {
        var environment = new Dictionary<string, string?> { ["PATH"] = Install(folder) + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH") };
        return ChildProcess.Run(shell, ["-c", script], TimeSpan.FromMinutes(2), environment, folder.Path);
    }
}
