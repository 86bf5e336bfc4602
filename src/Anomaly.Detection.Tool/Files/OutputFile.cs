namespace Anomaly.Detection.Tool.Files;

/// <summary>Writes a file whole or not at all: a temporary file in the same folder takes its name when all is written.</summary>
internal static class OutputFile
{
    /// <summary>Stands for standard output.</summary>
    public const string StandardOutput = "-";

    private const int BufferSize = 1 << 16;

    /// <summary>Writes a file, or standard output for <see cref="StandardOutput"/>; devices and pipes directly.</summary>
    /// <exception cref="ToolFailure">The file cannot be written; what was there before is as it was.</exception>
    public static void Write(string path, CommandContext context, Action<Stream> write)
    {
        if (path == StandardOutput)
        {
            context.Results.Flush();
            write(context.Terminal.Output);
            context.Terminal.Output.Flush();
            return;
        }

        if (Directory.Exists(path)) throw new ToolFailure(ExitCode.InputOutput, $"'{path}' is a folder; a file was expected");
        try
        {
            if (!TryWriteToPipe(path, write)) WriteWhole(path, write);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new ToolFailure(ExitCode.InputOutput, $"'{path}' cannot be written: there is no folder '{Path.GetDirectoryName(Path.GetFullPath(path))}'", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException && !Terminal.ClosedPipe.Is(exception))
        {
            throw new ToolFailure(ExitCode.InputOutput, $"'{path}' cannot be written: {exception.Message}", exception);
        }
    }

    private static void WriteWhole(string path, Action<Stream> write)
    {
        string target = FinalTarget(path);
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, CreationOptions(target)))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // Devices and pipes, such as /dev/full or that of a process substitution, are no files that others could take the place of.
    private static bool TryWriteToPipe(string path, Action<Stream> write)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(path)) return false;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, BufferSize);
        if (stream.CanSeek && !path.StartsWith("/dev/", StringComparison.Ordinal)) return false;
        write(stream);
        stream.Flush();
        return true;
    }

    // Who may read the old file may read the new one, and nobody else.
    private static FileStreamOptions CreationOptions(string target)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = BufferSize };
        if (!OperatingSystem.IsWindows() && File.Exists(target)) options.UnixCreateMode = File.GetUnixFileMode(target);
        return options;
    }

    // A link keeps leading to the file.
    private static string FinalTarget(string path)
    {
        var info = new FileInfo(Path.GetFullPath(path));
        return info.LinkTarget is null ? info.FullName : info.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }
}
