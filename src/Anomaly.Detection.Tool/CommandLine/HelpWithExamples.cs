using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>The usual help, followed by examples and, of the whole command, the exit codes.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    /// <summary>Takes the place of a command line's help.</summary>
    public static void AddTo(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((SynchronousCommandLineAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ToolCommand { Examples: [_, ..] examples })
        {
            output.WriteLine("Examples:");
            foreach (string example in examples) output.WriteLine($"  {example}");
            output.WriteLine();
        }

        if (parseResult.CommandResult.Command is RootCommand)
        {
            output.WriteLine("Exit codes:");
            output.WriteLine("  0 success, 1 usage, 2 bad data, 3 severe findings or an objective that cannot be met, 4 bad model, 5 input or output, 130 cancelled");
            output.WriteLine();
        }

        return code;
    }
}
