using System.CommandLine;
using System.CommandLine.Parsing;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>Tells what is wrong with a command line, and what was probably meant.</summary>
internal static class UsageErrors
{
    private const int FarthestTypo = 3;

    /// <returns><see cref="ExitCode.Usage"/>.</returns>
    public static int Report(ParseResult result, TextWriter notes)
    {
        Command command = result.CommandResult.Command;
        string path = PathOf(command);
        foreach (string problem in ProblemsOf(result)) notes.WriteLine($"anomaly: {problem}");
        notes.WriteLine($"Try '{path} --help'.");
        return ExitCode.Usage;
    }

    /// <summary>What looks like an option and was taken for the name of a file; null where there is none.</summary>
    public static string? MistakenOption(ParseResult result) =>
        result.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value).FirstOrDefault(value => value.StartsWith('-') && value.Length > 1);

    private static IEnumerable<string> ProblemsOf(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        if (MistakenOption(result) is { } mistaken)
        {
            yield return Unknown(mistaken, command);
            yield break;
        }

        if (result.UnmatchedTokens is [var first, ..])
        {
            yield return Unknown(first, command);
            yield break;
        }

        foreach (string message in result.Errors.Select(ParseErrorText.Of).Distinct(StringComparer.Ordinal))
        {
            yield return command is RootCommand && message.StartsWith("Required command", StringComparison.Ordinal) ? $"a command is missing; expected one of {string.Join(", ", command.Subcommands.Select(sub => sub.Name))}" : message;
        }
    }

    private static string Unknown(string token, Command command)
    {
        bool isOption = token.StartsWith('-');
        string name = token.Split('=', ':')[0];
        IEnumerable<string> names = isOption
            ? command.Options.Concat(GlobalOptionsOf(command)).SelectMany(option => option.Aliases.Prepend(option.Name)).Where(alias => alias.StartsWith('-'))
            : command.Subcommands.Select(sub => sub.Name);
        string? meant = names.Select(candidate => (candidate, Distance(name, candidate))).Where(pair => pair.Item2 <= Math.Min(FarthestTypo, name.Length / 2)).OrderBy(pair => pair.Item2).Select(pair => pair.candidate).FirstOrDefault();
        string kind = isOption ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return $"unknown {kind} '{name}'{(meant is null ? "" : $"; did you mean '{meant}'?")}";
    }

    private static IEnumerable<Option> GlobalOptionsOf(Command command) => command is RootCommand ? [] : [GlobalOptions.Quiet, GlobalOptions.Verbose, GlobalOptions.Separator];

    private static string PathOf(Command command) => command is RootCommand ? "anomaly" : $"anomaly {command.Name}";

    // Damerau's, without transpositions of transposed letters: insertions, deletions, changes and swaps of neighbours.
    private static int Distance(string left, string right)
    {
        int[,] distance = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++) distance[i, 0] = i;
        for (int j = 0; j <= right.Length; j++) distance[0, j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            for (int j = 1; j <= right.Length; j++)
            {
                int change = left[i - 1] == right[j - 1] ? 0 : 1;
                distance[i, j] = Math.Min(Math.Min(distance[i - 1, j] + 1, distance[i, j - 1] + 1), distance[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
            }
        }

        return distance[left.Length, right.Length];
    }
}
