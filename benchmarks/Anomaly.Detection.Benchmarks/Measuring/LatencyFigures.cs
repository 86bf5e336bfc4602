using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>How long single rows took, in microseconds.</summary>
internal sealed record LatencyFigures(
    [property: JsonPropertyName("p50_us")] double Median,
    [property: JsonPropertyName("p99_us")] double Percentile99,
    [property: JsonPropertyName("min_us")] double Fastest,
    [property: JsonPropertyName("n")] int Calls)
{
    private const int WarmUp = 300;
    private const int MostCalls = 2000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Calls with one row index after another; the first tenth of the calls is not counted.</summary>
    public static LatencyFigures Measure(Action<int> scoreRow, int rowCount)
    {
        // Compiled code is replaced by better code in the background, after the first calls.
        for (int call = 0; call < WarmUp; call++) scoreRow(call % rowCount);
        Thread.Sleep(150);
        for (int call = 0; call < WarmUp; call++) scoreRow(call % rowCount);

        var micros = new List<double>(MostCalls);
        long begin = Stopwatch.GetTimestamp();
        while (micros.Count < MostCalls && Stopwatch.GetElapsedTime(begin) < Limit)
        {
            int row = micros.Count % rowCount;
            long start = Stopwatch.GetTimestamp();
            scoreRow(row);
            micros.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }

        double[] counted = [.. micros.Skip(micros.Count / 10).Order()];
        return new LatencyFigures(Percentile(counted, 0.5), Percentile(counted, 0.99), counted[0], counted.Length);
    }

    // Between the two neighbours in proportion, as numpy does it.
    private static double Percentile(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below]));
    }
}
