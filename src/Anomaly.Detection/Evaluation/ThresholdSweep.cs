namespace Anomaly.Detection.Evaluation;

/// <summary>Tries every score as a threshold, the greatest first.</summary>
internal sealed class ThresholdSweep(RankedScores ranked, SweepRows rows, ThresholdObjective objective, ProportionBound bound)
{
    private const int PointsBetweenChecks = 4096;

    /// <summary>The point of greatest value among those that hold what must be held; null where there is none.</summary>
    public SweepPoint? Best(out int tried, CancellationToken cancellationToken)
    {
        SweepPoint? best = null;
        double greatest = objective.ValueOfSilence(rows, ranked.AnomalyCount, ranked.NormalCount);
        tried = 0;
        foreach (SweepPoint point in Points())
        {
            if (tried++ % PointsBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            double value = objective.Value(point);
            bool isBetter = value > greatest || (objective.PrefersLower && best is not null && value == greatest);
            if (!isBetter || !objective.Holds(point, bound)) continue;
            (best, greatest) = (point, value);
        }

        return best;
    }

    /// <summary>Why there is no such point, by the one that comes nearest.</summary>
    public string Refusal(CancellationToken cancellationToken)
    {
        // Which point is nearest is found by the cheap bound; the text tells the one that was asked for.
        SweepPoint nearest = default;
        double greatest = double.NegativeInfinity;
        int tried = 0;
        foreach (SweepPoint point in Points())
        {
            if (tried++ % PointsBetweenChecks == 0) cancellationToken.ThrowIfCancellationRequested();
            double nearness = objective.Nearness(point, ProportionBound.Wilson);
            if (!(nearness > greatest)) continue;
            (nearest, greatest) = (point, nearness);
        }

        return objective.Refusal(nearest, bound);
    }

    private IEnumerable<SweepPoint> Points()
    {
        int found = 0, falseAlarms = 0;
        foreach (ScoreBlock block in ranked)
        {
            found += block.Anomalies;
            falseAlarms += block.Normals;
            yield return new SweepPoint(block.Score, new ConfusionMatrix(ranked.NormalCount - falseAlarms, falseAlarms, ranked.AnomalyCount - found, found), rows);
        }
    }
}
