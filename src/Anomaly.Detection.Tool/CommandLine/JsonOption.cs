using System.CommandLine;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary><c>--json</c>, alone or with a file: results for machines.</summary>
internal static class JsonOption
{
    private static readonly string[] EndingsOfTables = [".csv", ".csv.gz"];

    public static Option<string?> Create() => new("--json")
    {
        Description = "Write JSON: alone, to standard output instead of the text; with a name, to that file beside the text.",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "FILE",
    };

    /// <summary>Where JSON is asked for.</summary>
    /// <exception cref="ToolFailure">The name is one of a table: <c>--json</c> stands before a table that it would overwrite.</exception>
    public static JsonTarget Of(ParseResult result, Option<string?> option)
    {
        if (result.GetResult(option) is null) return JsonTarget.None;
        if (result.GetValue(option) is not { } path) return JsonTarget.StandardOutput;
        if (!EndingsOfTables.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) return new JsonTarget(path);
        throw new ToolFailure(ExitCode.Usage, $"--json: expected the name of a file for JSON, but was given '{path}'; --json alone stands behind the tables");
    }
}
