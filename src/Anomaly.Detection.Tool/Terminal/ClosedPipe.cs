namespace Anomaly.Detection.Tool.Terminal;

/// <summary>Whether a failure says that nobody reads any more, as after <c>| head -1</c>.</summary>
internal static class ClosedPipe
{
    private const int BrokenPipeOnUnix = 32;
    private const int NoDataOnWindows = unchecked((int)0x800700E8);
    private const int BrokenPipeOnWindows = unchecked((int)0x8007006D);

    public static bool Is(Exception exception) =>
        exception is IOException && exception.HResult is BrokenPipeOnUnix or NoDataOnWindows or BrokenPipeOnWindows;
}
