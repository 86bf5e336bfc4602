using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Tests.Evaluation;

/// <summary>The bootstrap as it is defined: rows are copied, every figure is taken of them anew, and the quantile is written out.</summary>
internal static class SlowBootstrap
{
    /// <summary>F1, Matthews correlation, balanced accuracy, average precision, log loss, Brier score.</summary>
    public static MetricInterval[] Compute(JudgedRows rows, double threshold, BootstrapOptions options)
    {
        int[] anomalies = OfClass(rows, threshold, isAnomaly: true), normals = OfClass(rows, threshold, isAnomaly: false);
        double[][] replicates = new double[options.Replicates][];
        for (int replicate = 0; replicate < replicates.Length; replicate++)
        {
            RandomStream random = options.Open(replicate);
            replicates[replicate] = Figures(rows.Pick([.. Draw(anomalies, ref random), .. Draw(normals, ref random)]), threshold);
        }

        double[] values = Figures(rows, threshold);
        return [.. values.Select((value, figure) => IntervalOf(value, [.. replicates.Select(one => one[figure]).Order()], options.Confidence))];
    }

    private static int[] OfClass(JudgedRows rows, double threshold, bool isAnomaly) =>
    [
        .. Enumerable.Range(0, rows.IsAnomaly.Length).Where(row => rows.IsAnomaly[row] == isAnomaly)
            .OrderByDescending(row => rows.Ranking[row]).ThenByDescending(row => rows.Deciding[row] >= threshold).ThenByDescending(row => rows.Probabilities[row]),
    ];

    private static int[] Draw(int[] rows, ref RandomStream random)
    {
        int[] drawn = new int[rows.Length];
        for (int i = 0; i < drawn.Length; i++) drawn[i] = rows[random.NextInt(rows.Length)];
        return drawn;
    }

    private static double[] Figures(JudgedRows rows, double threshold)
    {
        var confusion = ConfusionMatrix.At(rows.Deciding, rows.IsAnomaly, threshold);
        return
        [
            confusion.F1, confusion.MatthewsCorrelation, confusion.BalancedAccuracy,
            Metrics.AveragePrecision(rows.Ranking, rows.IsAnomaly), Metrics.LogLoss(rows.Probabilities, rows.IsAnomaly), Metrics.BrierScore(rows.Probabilities, rows.IsAnomaly),
        ];
    }

    // numpy.quantile: at (n − 1) p between the sorted values, linearly.
    private static MetricInterval IntervalOf(double value, double[] sorted, double confidence)
    {
        double tail = (1 - confidence) / 2;
        return new MetricInterval(value, Quantile(sorted, tail), Quantile(sorted, 1 - tail));
    }

    private static double Quantile(double[] sorted, double share)
    {
        double place = (sorted.Length - 1) * share;
        int below = (int)Math.Floor(place);
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
