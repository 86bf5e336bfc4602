using System.CommandLine;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Terminal;

namespace Anomaly.Detection.Tool;

/// <summary>Runs commands: makes their context, and turns failures into a line on standard error and an exit code.</summary>
internal sealed class CommandHost(ToolTerminal terminal, CancellationToken cancellationToken)
{
    /// <summary>Gives a command its action.</summary>
    /// <param name="command">The command.</param>
    /// <param name="action">Does the work and returns one of <see cref="ExitCode"/>.</param>
    public Command WithAction(Command command, Func<ParseResult, CommandContext, int> action)
    {
        command.SetAction(result => Run(result, action));
        return command;
    }

    private int Run(ParseResult result, Func<ParseResult, CommandContext, int> action)
    {
        Verbosity verbosity = result.GetValue(GlobalOptions.Quiet) ? Verbosity.Quiet : result.GetValue(GlobalOptions.Verbose) ? Verbosity.Verbose : Verbosity.Usual;
        return Guarded(terminal, () =>
        {
            using var context = new CommandContext(terminal, verbosity, GlobalOptions.SeparatorOf(result), cancellationToken);
            int code = action(result, context);
            context.Results.Flush();
            return code;
        });
    }

    /// <summary>Does work; a failure becomes a line on standard error and an exit code.</summary>
    public static int Guarded(ToolTerminal terminal, Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (ClosedPipe.Is(exception))
        {
            // Whoever read the results has seen enough.
            return ExitCode.Success;
        }
        catch (Exception exception) when (ToolFailure.Of(exception) is { } failure)
        {
            terminal.Notes.WriteLine($"anomaly: {LibraryWords.Told(failure.Message)}");
            return failure.ExitCode;
        }
    }
}
