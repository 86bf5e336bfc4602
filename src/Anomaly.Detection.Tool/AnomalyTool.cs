using System.CommandLine;
using System.CommandLine.Invocation;
using System.Text;
using Anomaly.Detection.Tool.CommandLine;
using Anomaly.Detection.Tool.Commands;
using Anomaly.Detection.Tool.Terminal;

namespace Anomaly.Detection.Tool;

/// <summary>The command <c>anomaly</c>.</summary>
internal static class AnomalyTool
{
    // In the order of the help.
    private static readonly (string Name, Func<CommandHost, Command> Create)[] Commands =
    [
        ("generate", GenerateCommand.Create),
        ("train", TrainCommand.Create),
        ("score", ScoreCommand.Create),
        ("evaluate", EvaluateCommand.Create),
        ("compare", CompareCommand.Create),
        ("cross-validate", CrossValidateCommand.Create),
        ("audit", AuditCommand.Create),
        ("tune", TuneCommand.Create),
        ("explain", ExplainCommand.Create),
        ("inspect", InspectCommand.Create),
        ("completion", CompletionCommand.Create),
    ];

    /// <summary>Runs a command line, on this thread.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="terminal">What is read and written.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, ToolTerminal terminal, CancellationToken cancellationToken = default)
    {
        RootCommand root = Create(new CommandHost(terminal, cancellationToken), args);
        ParseResult result = root.Parse(args);
        if (result.Action is ParseErrorAction || UsageErrors.MistakenOption(result) is not null) return UsageErrors.Report(result, terminal.Notes);

        // Results are written by the command's context; this is for help, version and completions.
        using var output = new StringWriter { NewLine = "\n" };
        int code = result.Invoke(new InvocationConfiguration { Output = output, Error = terminal.Notes, EnableDefaultExceptionHandler = false });
        return CommandHost.Guarded(terminal, () =>
        {
            terminal.Output.Write(Encoding.UTF8.GetBytes(output.ToString()));
            terminal.Output.Flush();
            return code;
        });
    }

    // Where a command line begins with a command, the others have nothing to say, and making their options takes time that a quick command does not have.
    private static RootCommand Create(CommandHost host, string[] args)
    {
        var root = new RootCommand("Learns from tables of labelled records which new ones are anomalous: trains, judges, audits, serves and explains detectors.")
        {
            GlobalOptions.Quiet,
            GlobalOptions.Verbose,
            GlobalOptions.Separator,
        };
        int only = args.Length == 0 ? -1 : Array.FindIndex(Commands, command => command.Name == args[0]);
        for (int i = 0; i < Commands.Length; i++)
        {
            if (only < 0 || i == only) root.Add(Commands[i].Create(host));
        }

        HelpWithExamples.AddTo(root);
        return root;
    }
}
