using System.CommandLine;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>Options whose text is read when the command runs, so that every refusal has one form and names the option as it is typed.</summary>
internal static class TextOption
{
    /// <param name="name">As it is typed, such as <c>--trees</c>.</param>
    /// <param name="valueName">What stands behind it in the help.</param>
    /// <param name="description">What it does, and its default.</param>
    /// <param name="completions">Texts that the shell offers.</param>
    public static Option<string?> Create(string name, string valueName, string description, params string[] completions)
    {
        var option = new Option<string?>(name) { HelpName = valueName, Description = description };
        if (completions.Length > 0) option.CompletionSources.Add(completions);
        return option;
    }

    /// <summary>What an option was given, read; null where it was not given.</summary>
    /// <exception cref="ToolFailure">The text is none of the option's.</exception>
    public static T? Read<T>(ParseResult result, Option<string?> option, Func<string, T> read)
        where T : class => result.GetValue(option) is { } text ? Read(option.Name, text, read) : null;

    /// <summary>As <see cref="Read{T}(ParseResult, Option{string}, Func{string, T})"/>, of a value type.</summary>
    public static T? ReadValue<T>(ParseResult result, Option<string?> option, Func<string, T> read)
        where T : struct => result.GetValue(option) is { } text ? Read(option.Name, text, read) : null;

    /// <summary>Reads a text that an option was given.</summary>
    /// <exception cref="ToolFailure">The text is none of the option's.</exception>
    public static T Read<T>(string option, string text, Func<string, T> read)
    {
        try
        {
            return read(text);
        }
        catch (OptionsException exception)
        {
            throw OptionNames.Refused(option, exception.Expected, exception.Given, exception);
        }
        catch (FormatException exception)
        {
            throw new ToolFailure(ExitCode.Usage, $"{option}: {exception.Message}", exception);
        }
    }
}
