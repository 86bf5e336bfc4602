using System.Globalization;

namespace Anomaly.Detection.Tool.Terminal;

/// <summary>Standard input of this process.</summary>
internal static class StandardInput
{
    private const string Descriptors = "/proc/self/fd";
    private const int AccessMode = 3;
    private const int WriteOnly = 1;

    /// <summary>Opens it.</summary>
    /// <exception cref="ToolFailure">It is closed.</exception>
    public static Stream Open() =>
        OperatingSystem.IsLinux() && IsPipeToOneself() ? throw new ToolFailure(ExitCode.InputOutput, "standard input is closed") : Console.OpenStandardInput();

    // Who is started without a standard input gives its number to the next file. In .NET that is one end of a pipe within the process, from which nothing would ever come.
    private static bool IsPipeToOneself()
    {
        try
        {
            string? input = LinkOf(Descriptors + "/0");
            if (input is null || !input.Contains("pipe:", StringComparison.Ordinal)) return false;
            foreach (string descriptor in Directory.GetFileSystemEntries(Descriptors))
            {
                if (LinkOf(descriptor) == input && IsWriteOnly(Path.GetFileName(descriptor))) return true;
            }

            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? LinkOf(string descriptor)
    {
        try
        {
            return new FileInfo(descriptor).LinkTarget;
        }
        catch (IOException)
        {
            // It was closed meanwhile.
            return null;
        }
    }

    private static bool IsWriteOnly(string number)
    {
        string path = "/proc/self/fdinfo/" + number;
        if (!File.Exists(path)) return false;
        foreach (string line in File.ReadLines(path))
        {
            // In octal digits, the last of which holds the way it was opened.
            if (line.StartsWith("flags:", StringComparison.Ordinal)) return (int.Parse(line.AsSpan()[^1..], CultureInfo.InvariantCulture) & AccessMode) == WriteOnly;
        }

        return false;
    }
}
