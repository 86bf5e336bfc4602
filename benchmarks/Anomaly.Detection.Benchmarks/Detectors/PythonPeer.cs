using System.Diagnostics;
using System.Text.Json;

namespace Anomaly.Detection.Benchmarks.Detectors;

/// <summary>A library of Python, measured by a process that is started for each round and answers with one line of JSON.</summary>
internal sealed class PythonPeer
{
    private readonly string _python;
    private readonly string _script;

    private PythonPeer(string python, string script, string version)
    {
        _python = python;
        _script = script;
        Version = version;
    }

    /// <summary>Which versions are measured.</summary>
    public string Version { get; }

    /// <summary>Looks for a Python that can run a program.</summary>
    /// <param name="folder">Where the program is written to.</param>
    /// <param name="program">Its text; without arguments it names its versions.</param>
    /// <returns>Null where there is none.</returns>
    public static PythonPeer? Find(string folder, string program)
    {
        string script = Path.Combine(folder, "peer.py");
        File.WriteAllText(script, program);
        foreach (string python in new[] { "/usr/bin/python3", "python3" })
        {
            if (Run(python, [script]) is { } version) return new PythonPeer(python, script, version.Trim());
        }

        return null;
    }

    /// <summary>Measures one round.</summary>
    /// <exception cref="InvalidOperationException">The program failed; its complaint stands on the error stream.</exception>
    public T Measure<T>(params string[] arguments) =>
        JsonSerializer.Deserialize<T>(Run(_python, [_script, .. arguments]) ?? throw new InvalidOperationException("The Python peer could not be measured."))!;

    private static string? Run(string python, string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
