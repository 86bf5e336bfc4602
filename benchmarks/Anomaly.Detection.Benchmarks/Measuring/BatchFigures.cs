using System.Diagnostics;
using System.Text.Json.Serialization;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection.Benchmarks.Measuring;

/// <summary>How long batches of rows took, in milliseconds.</summary>
internal sealed record BatchFigures(
    [property: JsonPropertyName("ms_med")] double MedianWall,
    [property: JsonPropertyName("ms_min")] double FastestWall,
    [property: JsonPropertyName("cpu_ms_min")] double LeastCpu,
    [property: JsonPropertyName("n")] int Batches)
{
    /// <summary>Scores one batch after another, from the front of the table again when its end is reached.</summary>
    /// <param name="scoreBatch">Given the first row of a batch.</param>
    /// <param name="rowCount">Rows of the table.</param>
    /// <param name="batchSize">Rows of a batch; the table may be smaller.</param>
    /// <param name="limit">No batch is begun after this time, once there were <paramref name="fewest"/>.</param>
    /// <param name="fewest">Fewest batches.</param>
    /// <param name="most">Most batches.</param>
    public static BatchFigures Measure(Action<int> scoreBatch, int rowCount, int batchSize, TimeSpan limit, int fewest, int most)
    {
        scoreBatch(0);
        var costs = new List<Cost>();
        long begin = Stopwatch.GetTimestamp();
        while (costs.Count < most && (costs.Count < fewest || Stopwatch.GetElapsedTime(begin) < limit))
        {
            int first = (int)((long)costs.Count * batchSize % Math.Max(1, rowCount - batchSize + 1));
            costs.Add(Cost.Of(() => scoreBatch(first)));
        }

        return new BatchFigures(costs.Select(cost => cost.WallSeconds).Median() * 1e3, costs.Min(cost => cost.WallSeconds) * 1e3, costs.Min(cost => cost.CpuSeconds) * 1e3, costs.Count);
    }
}
