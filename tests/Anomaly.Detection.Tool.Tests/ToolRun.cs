using System.Text;
using Anomaly.Detection.Tool.Terminal;

namespace Anomaly.Detection.Tool.Tests;

/// <summary>A command line that was run in this process.</summary>
/// <param name="ExitCode">What it told the shell.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Notes">Standard error.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Notes)
{
    /// <summary>Runs a command line, with nothing on a screen.</summary>
    public static Task<ToolRun> OfAsync(params string[] args) => OfAsync(args, "");

    /// <summary>Runs a command line with a text on standard input.</summary>
    public static async Task<ToolRun> OfAsync(string[] args, string input, CancellationToken cancellationToken = default)
    {
        using var output = new MemoryStream();
        using var notes = new StringWriter { NewLine = "\n" };
        var terminal = new ToolTerminal { Input = new MemoryStream(Encoding.UTF8.GetBytes(input)), Output = output, Notes = notes };
        int exitCode = await Task.Run(() => AnomalyTool.Run(args, terminal, cancellationToken), CancellationToken.None);
        return new ToolRun(exitCode, Encoding.UTF8.GetString(output.ToArray()), notes.ToString());
    }
}
