namespace Anomaly.Detection.Artifacts;

/// <summary>Replaces a file so that at every moment, whatever fails, there is the old one or the new one, whole.</summary>
/// <remarks>
/// The new content goes to a temporary file in the same folder (a rename across file systems would be a copy), is flushed to the disk, and
/// takes the old file's place by a rename. The temporary file is held locked until then, so that whoever sweeps tells the leavings of a
/// killed process from the work of a living one. Last the folder is flushed, where the system lets one: elsewhere, after a loss of power, the
/// old file may be back, whole.
/// </remarks>
internal static class AtomicFile
{
    private const string Ending = ".tmp";
    private const int TagLength = 32;

    public static void Replace(string path, Action<Stream> write)
    {
        string target = Resolve(path);
        if (Directory.Exists(target)) throw new IOException($"'{path}' is a folder; a model is saved to a file.");
        string folder = Path.GetDirectoryName(target)!;
        string prefix = "." + Path.GetFileName(target) + ".";
        Sweep(folder, prefix);
        string temporary = Path.Combine(folder, prefix + Guid.NewGuid().ToString("N") + Ending);
        try
        {
            using var stream = new FileStream(temporary, CreationOptions(target));
            write(stream);
            DiskFlush.File(stream);
            File.Move(temporary, target, overwrite: true);
            DiskFlush.Folder(folder);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    // A link keeps leading to the file, and the rename stays within the folder where the file really is.
    private static string Resolve(string path)
    {
        string full = Path.GetFullPath(path);
        var info = new FileInfo(full);
        return info.LinkTarget is null ? full : info.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    private static FileStreamOptions CreationOptions(string target)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,

            // On Unix nothing shared is a lock, and a locked file can be renamed; Windows renames an open file only where deleting is shared.
            Share = OperatingSystem.IsWindows() ? FileShare.Delete : FileShare.None,
            Options = FileOptions.WriteThrough,
        };
        if (!OperatingSystem.IsWindows() && File.Exists(target)) options.UnixCreateMode = File.GetUnixFileMode(target);
        return options;
    }

    /// <summary>Removes temporary files of the same target that nobody holds.</summary>
    private static void Sweep(string folder, string prefix)
    {
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder, "*" + Ending))
            {
                ReadOnlySpan<char> name = Path.GetFileName(path.AsSpan());
                if (name.Length == prefix.Length + TagLength + Ending.Length && name.StartsWith(prefix, StringComparison.Ordinal)) TryDelete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What cannot be listed cannot be swept; whether it can be written, writing will tell.
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                File.Delete(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process is at work on it, or it is gone.
        }
    }
}
