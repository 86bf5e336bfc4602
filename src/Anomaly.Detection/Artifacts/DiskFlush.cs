using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Anomaly.Detection.Artifacts;

/// <summary>Waits until the disk holds what was written. On Unix by its own calls: .NET passes over what fsync reports, and does not open folders.</summary>
internal static class DiskFlush
{
    private const int ReadOnly = 0;

    // Where the C library goes by another name, what .NET does must do.
    private static readonly bool HasOwnCalls = !OperatingSystem.IsWindows() && HasLibrary();

    /// <summary>Flushes a file.</summary>
    /// <exception cref="IOException">The system could not; what the disk holds is unknown.</exception>
    public static void File(FileStream stream)
    {
        if (!HasOwnCalls)
        {
            stream.Flush(flushToDisk: true);
            return;
        }

        stream.Flush();
        if (Sync(stream.SafeFileHandle) != 0) throw new IOException($"'{stream.Name}' could not be flushed to the disk: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    /// <summary>Flushes a folder, so that a rename in it outlives a loss of power, where the system lets one.</summary>
    public static void Folder(string path)
    {
        if (!HasOwnCalls) return;
        int descriptor = Open(Encoding.UTF8.GetBytes(path + "\0"), ReadOnly);
        if (descriptor < 0) return;
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        _ = Sync(handle);
    }

    private static bool HasLibrary()
    {
        try
        {
            using var none = new SafeFileHandle(-1, ownsHandle: false);
            _ = Sync(none);
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(SafeFileHandle file);

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
