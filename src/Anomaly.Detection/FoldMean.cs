using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using MathNet.Numerics.Statistics;

namespace Anomaly.Detection;

/// <summary>What folds say together of how one detector ranks.</summary>
internal static class FoldMean
{
    /// <summary>The mean ROC-AUC, weighted by tested rows, and the standard deviation over folds.</summary>
    /// <param name="splits">The folds.</param>
    /// <param name="scores">One score a row of the table, by the fold that tested it.</param>
    /// <param name="isAnomaly">One label a row of the table.</param>
    /// <param name="confidence">What the interval holds; null for no ends.</param>
    /// <remarks>Test rows of folds are different rows, so the variance of the mean is made of the folds' (DeLong's), each with the square of its weight. That folds share training rows is not in it.</remarks>
    public static (MetricInterval Mean, double Deviation) RocAuc(IEnumerable<TrainTestSplit> splits, ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, double? confidence)
    {
        var areas = new List<double>();
        double sum = 0, variance = 0;
        long rowCount = 0;
        foreach (TrainTestSplit split in splits)
        {
            double[] tested = new double[split.Test.Length];
            bool[] labels = new bool[tested.Length];
            for (int i = 0; i < tested.Length; i++) (tested[i], labels[i]) = (scores[split.Test[i]], isAnomaly[split.Test[i]]);
            areas.Add(Metrics.RocAuc(tested, labels));
            sum += areas[^1] * tested.Length;
            variance += RocAucInterval.Variance(tested, labels) * tested.Length * tested.Length;
            rowCount += tested.Length;
        }

        double mean = sum / rowCount;
        if (confidence is not { } given) return (MetricInterval.Only(mean), areas.StandardDeviation());
        double half = NormalQuantile.OfTwoSides(given) * Math.Sqrt(variance) / rowCount;
        return (new MetricInterval(mean, Math.Max(0, mean - half), Math.Min(1, mean + half)), areas.StandardDeviation());
    }
}
