using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Anomaly.Detection.Tool.Terminal;

/// <summary>Where a command reads and writes: results on standard output, all else on standard error.</summary>
internal sealed class ToolTerminal
{
    private const int UsualWidth = 100;
    private const int LeastWidth = 40;

    /// <summary>Standard input; opened when it is first asked for.</summary>
    /// <exception cref="ToolFailure">It is closed.</exception>
    public Stream Input { get => field ??= StandardInput.Open(); init; }

    /// <summary>Results.</summary>
    public required Stream Output { get; init; }

    /// <summary>Notes, progress and errors.</summary>
    public required TextWriter Notes { get; init; }

    /// <summary>Whether somebody reads <see cref="Output"/> on a screen.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether somebody reads <see cref="Notes"/> on a screen.</summary>
    public bool IsNotesTerminal { get; init; }

    /// <summary>Whether colours may be used on screens.</summary>
    public bool AllowsColour { get; init; }

    /// <summary>Characters a line.</summary>
    public int Width { get; init; } = UsualWidth;

    /// <summary>The terminal of this process.</summary>
    public static ToolTerminal OfProcess()
    {
        bool isOutputTerminal = !Console.IsOutputRedirected;
        bool isNotesTerminal = !Console.IsErrorRedirected;
        return new ToolTerminal
        {
            Output = OpenOutput(isOutputTerminal),
            Notes = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true, NewLine = "\n" },
            IsOutputTerminal = isOutputTerminal,
            IsNotesTerminal = isNotesTerminal,
            AllowsColour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Width = isOutputTerminal || isNotesTerminal ? Math.Max(LeastWidth, Console.WindowWidth) : UsualWidth,
        };
    }

    // The console's stream is silent about a pipe that nobody reads, and a command would work on for nobody. Files are left to it: it keeps their place.
    private static Stream OpenOutput(bool isTerminal)
    {
        if (isTerminal || OperatingSystem.IsWindows()) return Console.OpenStandardOutput();
#pragma warning disable CA2000 // It owns nothing.
        var direct = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
#pragma warning restore CA2000
        return direct.CanSeek ? Console.OpenStandardOutput() : direct;
    }
}
