namespace Anomaly.Detection.Tool.Files;

/// <summary>Keeps a command from writing over what it reads.</summary>
internal static class InputsKept
{
    /// <summary>Refuses a command line that does; what is null was not given.</summary>
    /// <exception cref="ToolFailure">An output is an input; the message names the option.</exception>
    public static void Check(IEnumerable<(string Option, string? Path)> outputs, params IEnumerable<(string What, string? Path)> inputs)
    {
        (string What, string? Path)[] read = [.. inputs];
        foreach ((string option, string? output) in outputs)
        {
            foreach ((string what, string? input) in read)
            {
                if (output is not null && input is not null) NamedFile.CheckNotOver(option, output, what, input);
            }
        }
    }
}
