using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tool.CommandLine;

/// <summary>Tells of options by the names that were typed, not by those of the library's properties.</summary>
internal static class OptionNames
{
    /// <summary>Makes something of options.</summary>
    /// <param name="make">What is made; it may refuse an option.</param>
    /// <param name="names">Property and option, such as <c>("Prior", "--prior")</c>.</param>
    /// <exception cref="ToolFailure">One of these options is refused.</exception>
    public static T Use<T>(Func<T> make, params (string Property, string Option)[] names)
    {
        try
        {
            return make();
        }
        catch (OptionsException exception)
        {
            foreach ((string property, string option) in names)
            {
                if (property == exception.OptionName) throw Refused(option, exception.Expected, exception.Given, exception);
            }

            throw;
        }
    }

    /// <summary>A value that an option cannot have.</summary>
    public static ToolFailure Refused(string option, string expected, string given, Exception? cause = null) =>
        new(ExitCode.Usage, $"{option}: expected {expected}, but was given {given}", cause);
}
