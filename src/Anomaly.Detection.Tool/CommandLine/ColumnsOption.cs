using System.CommandLine;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>Options that take names of columns, separated by commas.</summary>
internal static class ColumnsOption
{
    public static Option<string[]> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "a,b",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };
}
