using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>The bootstrap as it is defined: rows are copied, every figure is taken of them anew, and the quantile is written out.</summary>
internal static class SlowBootstrap
{
    public static BootstrapIntervals Compute(ScoredRows rows, double threshold, BootstrapOptions options)
    {
        double[] anomalies = OfClass(rows, isAnomaly: true), normals = OfClass(rows, isAnomaly: false);
        bool[] isAnomaly = [.. anomalies.Select(_ => true), .. normals.Select(_ => false)];
        double[][] replicates = new double[options.Replicates][];
        for (int replicate = 0; replicate < replicates.Length; replicate++)
        {
            var random = options.Open(replicate);
            double[] drawn = [.. Draw(anomalies, ref random), .. Draw(normals, ref random)];
            replicates[replicate] = Figures(drawn, isAnomaly, threshold);
        }

        double[] values = Figures([.. anomalies, .. normals], isAnomaly, threshold);
        MetricInterval Of(int figure) => IntervalOf(values[figure], [.. replicates.Select(one => one[figure])], options.Confidence);
        return new BootstrapIntervals { Accuracy = Of(0), Precision = Of(1), Recall = Of(2), F1 = Of(3), RocAuc = Of(4), AveragePrecision = Of(5) };
    }

    private static double[] OfClass(ScoredRows rows, bool isAnomaly) =>
        [.. rows.Scores.Where((_, row) => rows.IsAnomaly[row] == isAnomaly).OrderDescending()];

    private static double[] Draw(double[] scores, ref RandomStream random)
    {
        double[] drawn = new double[scores.Length];
        for (int i = 0; i < drawn.Length; i++) drawn[i] = scores[random.NextInt(scores.Length)];
        return drawn;
    }

    private static double[] Figures(double[] scores, bool[] isAnomaly, double threshold)
    {
        var confusion = ConfusionMatrix.At(scores, isAnomaly, threshold);
        return [confusion.Accuracy, confusion.Precision, confusion.Recall, confusion.F1, Metrics.RocAuc(scores, isAnomaly), Metrics.AveragePrecision(scores, isAnomaly)];
    }

    // numpy.quantile: at (n − 1) p between the sorted values, linearly.
    private static MetricInterval IntervalOf(double value, double[] replicates, double confidence)
    {
        double[] defined = [.. replicates.Where(one => !double.IsNaN(one)).Order()];
        int undefined = replicates.Length - defined.Length;
        if (defined.Length == 0) return new MetricInterval(value, double.NaN, double.NaN) { UndefinedReplicates = undefined };
        double tail = (1 - confidence) / 2;
        return new MetricInterval(value, Quantile(defined, tail), Quantile(defined, 1 - tail)) { UndefinedReplicates = undefined };
    }

    private static double Quantile(double[] sorted, double share)
    {
        double place = (sorted.Length - 1) * share;
        int below = (int)Math.Floor(place);
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
