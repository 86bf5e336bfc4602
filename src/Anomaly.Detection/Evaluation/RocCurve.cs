using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Evaluation;

/// <summary>The receiver operating characteristic: true against false positive rate, over all thresholds. Immutable.</summary>
/// <remarks>One point for every score that occurs, ties together (Fawcett, 2006); scikit-learn's <c>roc_curve(drop_intermediate=False)</c>.</remarks>
public sealed class RocCurve
{
    private RocCurve(ImmutableArray<RocPoint> points, double area)
    {
        Points = points;
        Area = area;
    }

    /// <summary>The points, thresholds falling and rates never falling: from (0, 0) at threshold +∞ to (1, 1) at the least score.</summary>
    public ImmutableArray<RocPoint> Points { get; }

    /// <summary>The area under the curve by trapezoids, in [0, 1]: <see cref="Metrics.RocAuc(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>, bit for bit.</summary>
    public double Area { get; }

    /// <summary>Draws the curve.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <returns>The curve; the order of the rows does not change a bit of it.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    public static RocCurve Compute(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly)
    {
        var ranked = RankedScores.Rank(scores, isAnomaly, "The ROC curve");
        var points = ImmutableArray.CreateBuilder<RocPoint>(ranked.CountBlocks() + 1);
        points.Add(new RocPoint(double.PositiveInfinity, 0, 0));
        int found = 0, falseAlarms = 0;
        foreach (ScoreBlock block in ranked)
        {
            found += block.Anomalies;
            falseAlarms += block.Normals;
            points.Add(new RocPoint(block.Score, (double)falseAlarms / ranked.NormalCount, (double)found / ranked.AnomalyCount));
        }

        return new RocCurve(points.MoveToImmutable(), Metrics.RocAuc(ranked));
    }

    /// <summary>The area under the part of the curve with few false alarms, scaled so that 0.5 is a random ranking and 1 a perfect one.</summary>
    /// <param name="maximumFalsePositiveRate">Where the part ends, in (0, 1]; a limit between two points cuts the line that joins them.</param>
    /// <returns>The scaled area; at most 1. At a limit of 1 it is <see cref="Area"/>, up to rounding.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is out of range.</exception>
    /// <remarks>McClish, "Analyzing a portion of the ROC curve" (1989); scikit-learn's <c>roc_auc_score(max_fpr=…)</c>.</remarks>
    public double PartialArea(double maximumFalsePositiveRate)
    {
        double limit = maximumFalsePositiveRate;
        if (!(limit is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(maximumFalsePositiveRate), string.Create(CultureInfo.InvariantCulture, $"The limit is {limit}; it must be in (0, 1]."));
        double area = 0;
        for (int i = 1; i < Points.Length && Points[i - 1].FalsePositiveRate < limit; i++)
        {
            RocPoint from = Points[i - 1], to = Points[i];
            double width = to.FalsePositiveRate - from.FalsePositiveRate;
            if (width == 0) continue;
            double shown = Math.Min(width, limit - from.FalsePositiveRate);
            double meanRate = from.TruePositiveRate + ((to.TruePositiveRate - from.TruePositiveRate) * (shown / width) / 2);
            area += shown * meanRate;
        }

        double random = limit * limit / 2;
        return (1 + ((area - random) / (limit - random))) / 2;
    }
}
