using Anomaly.Detection.Benchmarks.Measuring;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Detectors;

/// <summary>CPU seconds of work that is repeated, by the rule that the scripts of peers follow too: five times, or until a second is spent.</summary>
internal static class RepeatedCost
{
    public const int Repeats = 5;

    /// <summary>The median of the repeats.</summary>
    public static double Of(Action work)
    {
        var seconds = new List<double>();
        do seconds.Add(Cost.Of(work).CpuSeconds);
        while (seconds.Count < Repeats && seconds.Sum() < 1);
        return seconds.Median();
    }
}
