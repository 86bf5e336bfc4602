using System.Text;
using Anomaly.Detection.Tool.Terminal;

namespace Anomaly.Detection.Tool;

/// <summary>What a command works with: its terminal, how much it is to say, and whether it is to stop.</summary>
internal sealed class CommandContext : IDisposable
{
    private const int BufferLength = 1 << 14;

    public CommandContext(ToolTerminal terminal, Verbosity verbosity, char separator, CancellationToken cancellation)
    {
        Terminal = terminal;
        Verbosity = verbosity;
        Separator = separator;
        Cancellation = cancellation;
        Results = new StreamWriter(terminal.Output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferLength, leaveOpen: true) { NewLine = "\n" };
    }

    public ToolTerminal Terminal { get; }

    public Verbosity Verbosity { get; }

    /// <summary>What stands between the columns of tables that are read.</summary>
    public char Separator { get; }

    /// <summary>Fires on Ctrl-C and SIGTERM.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Results as text; flushed when the command is done.</summary>
    public StreamWriter Results { get; }

    /// <summary>A note, on standard error, unless quiet.</summary>
    public void Say(string note)
    {
        if (Verbosity != Verbosity.Quiet) Terminal.Notes.WriteLine(note);
    }

    /// <summary>A note for those who asked for all of them.</summary>
    public void Detail(string note)
    {
        if (Verbosity == Verbosity.Verbose) Terminal.Notes.WriteLine(note);
    }

    /// <summary>Does long work and shows how far it has come: a bar with the time left on a screen, a line now and then elsewhere, nothing when quiet.</summary>
    /// <param name="title">What is done, such as <c>training</c>.</param>
    /// <param name="work">Is told where to report the share that is done, in [0, 1], from any thread.</param>
    public T WithProgress<T>(string title, Func<IProgress<double>, T> work) =>
        Verbosity == Verbosity.Quiet ? work(new IgnoredProgress())
        : Terminal.IsNotesTerminal ? ProgressBar.Run(Terminal, title, work)
        : work(new ProgressLines(Terminal.Notes, title));

    // What a failed command leaves unwritten is lost; the failure is what counts.
    public void Dispose()
    {
        try
        {
            Results.Dispose();
        }
        catch (IOException)
        {
        }
    }
}
