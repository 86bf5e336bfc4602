using System.CommandLine.Parsing;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>Says what is wrong with an option's value in the form of all other refusals: option, what was expected, what was given.</summary>
internal static class ParseErrorText
{
    private const string WrongType = "Cannot parse argument '";
    private const string NotAmong = "Argument '";
    private const string Choices = "Must be one of:";
    private const string NoValue = "Required argument missing for option: ";

    public static string Of(ParseError error)
    {
        string message = error.Message;
        if (message.StartsWith(NoValue, StringComparison.Ordinal)) return $"{message[NoValue.Length..].Trim('.').Trim('\'')}: expected a value, but there is none";
        if (OptionOf(error.SymbolResult) is not { } option) return message;
        if (message.StartsWith(WrongType, StringComparison.Ordinal)) return $"{option}: expected {TypeIn(message)}, but was given '{Quoted(message)}'";
        int choices = message.IndexOf(Choices, StringComparison.Ordinal);
        return message.StartsWith(NotAmong, StringComparison.Ordinal) && choices > 0
            ? $"{option}: expected one of {ListOf(message[(choices + Choices.Length)..])}, but was given '{Quoted(message)}'"
            : message;
    }

    // The result of an option's argument is below that of the option.
    private static string? OptionOf(SymbolResult? result)
    {
        while (result is not null and not OptionResult) result = result.Parent;
        return (result as OptionResult)?.Option.Name;
    }

    // 'x' in: Cannot parse argument 'x' for option '--rows' as expected type 'System.Int32'.
    private static string Quoted(string message)
    {
        int start = message.IndexOf('\'', StringComparison.Ordinal) + 1;
        int end = message.IndexOf("' ", start, StringComparison.Ordinal);
        return end < 0 ? message[start..] : message[start..end];
    }

    private static string TypeIn(string message) =>
        message.Contains("UInt", StringComparison.Ordinal) ? "a whole number, at least 0"
        : message.Contains("Int", StringComparison.Ordinal) ? "a whole number"
        : message.Contains("System.Double", StringComparison.Ordinal) ? "a number"
        : "another value";

    private static string ListOf(string quoted) => string.Join(", ", quoted.Split('\'', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
