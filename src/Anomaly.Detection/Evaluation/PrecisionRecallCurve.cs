using System.Collections.Immutable;

namespace Anomaly.Detection.Evaluation;

/// <summary>Precision against recall, over all thresholds. Immutable.</summary>
/// <remarks>One point for every score that occurs, ties together, and (precision 1, recall 0) in front; scikit-learn's <c>precision_recall_curve</c> in reverse order.</remarks>
public sealed class PrecisionRecallCurve
{
    private PrecisionRecallCurve(ImmutableArray<PrecisionRecallPoint> points, double averagePrecision, double prevalence)
    {
        Points = points;
        AveragePrecision = averagePrecision;
        Prevalence = prevalence;
    }

    /// <summary>The points, thresholds falling and recall never falling: from (1, 0) at threshold +∞ to (prevalence, 1) at the least score.</summary>
    public ImmutableArray<PrecisionRecallPoint> Points { get; }

    /// <summary>The area in steps, in (0, 1]: <see cref="Metrics.AveragePrecision(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>, bit for bit.</summary>
    public double AveragePrecision { get; }

    /// <summary>The share of anomalies among the rows: the average precision to expect of a random ranking.</summary>
    public double Prevalence { get; }

    /// <summary>Draws the curve.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <returns>The curve; the order of the rows does not change a bit of it.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    public static PrecisionRecallCurve Compute(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly)
    {
        var ranked = RankedScores.Rank(scores, isAnomaly, "The precision-recall curve");
        var points = ImmutableArray.CreateBuilder<PrecisionRecallPoint>(ranked.CountBlocks() + 1);
        points.Add(new PrecisionRecallPoint(double.PositiveInfinity, 1, 0));
        int found = 0, flagged = 0;
        foreach (ScoreBlock block in ranked)
        {
            found += block.Anomalies;
            flagged += block.Anomalies + block.Normals;
            points.Add(new PrecisionRecallPoint(block.Score, (double)found / flagged, (double)found / ranked.AnomalyCount));
        }

        return new PrecisionRecallCurve(points.MoveToImmutable(), Metrics.AveragePrecision(ranked), (double)ranked.AnomalyCount / scores.Length);
    }
}
