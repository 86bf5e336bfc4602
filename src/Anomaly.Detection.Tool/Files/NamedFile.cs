using Anomaly.Detection.Data;
using Anomaly.Detection.Tool.CommandLine;

namespace Anomaly.Detection.Tool.Files;

/// <summary>Says of which file a failure tells, and whether two paths are one file.</summary>
internal static class NamedFile
{
    /// <summary>Reads from a file; a fault in its content is told with its name.</summary>
    public static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (RecordFormatException exception)
        {
            throw Fault(path, exception);
        }
    }

    /// <summary>A fault in a file's content.</summary>
    public static ToolFailure Fault(string path, RecordFormatException exception) =>
        new(ExitCode.BadData, $"{Shown(path)}: {LibraryWords.Told(exception.Message)}", exception);

    /// <summary>What a path is called in messages.</summary>
    public static string Shown(string path) => path == InputTable.StandardInput ? "standard input" : path;

    /// <summary>Refuses to write over what is read.</summary>
    public static void CheckNotOver(string option, string output, string what, string input)
    {
        if (output == OutputFile.StandardOutput || input == InputTable.StandardInput || !File.Exists(output) || !File.Exists(input)) return;
        if (!string.Equals(Final(output), Final(input), StringComparison.Ordinal)) return;
        throw new ToolFailure(ExitCode.Usage, $"{option}: expected another file than {what}, but was given '{output}'");
    }

    private static string Final(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
}
