using System.CommandLine;
using Anomaly.Detection.Csv;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>Options that every command has.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Say nothing but results and errors.", Recursive = true };

    public static Option<string?> Separator { get; } = Recursive(TextOption.Create("--separator", "C", "What stands between the columns of tables that are read: , ; | : ^ ~ or tab. Default: a comma.", ",", ";", "tab"));

    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say what is read, with which options, and how long it takes.", Recursive = true };

    /// <summary>The character between columns that a command line names.</summary>
    /// <exception cref="ToolFailure">It cannot stand there.</exception>
    public static char SeparatorOf(ParseResult result) =>
        TextOption.ReadValue(result, Separator, text => text is "tab" or "\\t" ? '\t' : text.Length == 1 ? new CsvReadOptions { Separator = text[0] }.Separator : throw new FormatException($"expected one of , ; | : ^ ~ or tab, but was given '{text}'")) ?? ',';

    private static Option<string?> Recursive(Option<string?> option)
    {
        option.Recursive = true;
        return option;
    }
}
