using System.Diagnostics;
using System.Globalization;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>The most memory that this process has held so far.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";
    private const double Mebi = 1024 * 1024;

    /// <summary>Resident memory at its highest, in MiB: <c>VmHWM</c> on Linux, elsewhere what the system calls the peak of the working set.</summary>
    public static double Read()
    {
        if (!File.Exists(Status)) return Process.GetCurrentProcess().PeakWorkingSet64 / Mebi;
        string line = File.ReadLines(Status).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.AsSpan("VmHWM:".Length, line.Length - "VmHWM:".Length - " kB".Length), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture) / 1024;
    }
}
