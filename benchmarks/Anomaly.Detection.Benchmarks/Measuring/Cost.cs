using System.Diagnostics;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>What a piece of work took.</summary>
/// <param name="WallSeconds">By the clock.</param>
/// <param name="CpuSeconds">All threads of the process together, compilation included.</param>
/// <param name="Megabytes">By how much the peak of memory grew; 0 when it stayed below an earlier peak.</param>
internal readonly record struct Cost(double WallSeconds, double CpuSeconds, double Megabytes)
{
    /// <summary>Runs it once, cold.</summary>
    public static Cost Of(Action work)
    {
        double memory = PeakMemory.Read();

        // The same sum as Process.TotalProcessorTime, which on Linux comes in steps of 10 ms.
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        work();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new Cost(wall, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds, PeakMemory.Read() - memory);
    }
}
