using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Evaluation;

/// <summary>Between which numbers the area under the ROC curve lies, without drawing rows. The same bits in any order of the rows, on every machine. Thread-safe.</summary>
/// <remarks>
/// <para>
/// The variance is that of DeLong, DeLong and Clarke-Pearson (1988): how much the rows of each class differ in the share of the other class that they win
/// against. Sun and Xu (2014) read the shares off ranks; here they are counted, block by block of equal scores, in integers, so that nothing is rounded
/// before the last division. The interval is made on the logit of the area (Pepe, 2003) and so stays within [0, 1].
/// </para>
/// <para>
/// Where DeLong's variance says nothing (all rows of a class alike, or only one), the bounds that hold for any distributions stand in, from the
/// k = min(anomalies, normal rows) pairs that share no row: the variance is at most area·(1 − area) / k (Birnbaum and Klose, 1957), and where the area is
/// 1, all k independent pairs were won, of which Clopper and Pearson's lower end is ((1 − confidence) / 2)^(1/k); an area of 0 is its mirror.
/// </para>
/// </remarks>
public static class RocAucInterval
{
    /// <summary>The area and its interval.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous; any scale.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <param name="confidence">The share of samples whose interval holds the true area, in (0, 1). Default: 0.95.</param>
    /// <returns>The area, with the bits of <see cref="Metrics.RocAuc(ReadOnlySpan{double}, ReadOnlySpan{bool})"/>, and its ends, in [0, 1].</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is out of its range.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    public static MetricInterval Compute(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly, double confidence = 0.95)
    {
        ProportionInterval.CheckConfidence(confidence);
        return Of(RankedScores.Rank(scores, isAnomaly, "ROC-AUC"), confidence);
    }

    /// <summary>DeLong's variance of the area under the ROC curve.</summary>
    /// <param name="scores">One finite score a row, greater = more anomalous; any scale.</param>
    /// <param name="isAnomaly">One label a score, at least one of each class.</param>
    /// <returns>The variance, at least 0; NaN where a class has only one row.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, or a score is not finite.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    public static double Variance(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isAnomaly) => PairCounts.Of(RankedScores.Rank(scores, isAnomaly, "ROC-AUC")).Variance;

    internal static MetricInterval Of(RankedScores ranked, double confidence)
    {
        var pairs = PairCounts.Of(ranked);
        double area = Metrics.RocAuc(ranked);
        long lost = pairs.All - pairs.Won;
        int apart = Math.Min(ranked.AnomalyCount, ranked.NormalCount);
        if (pairs.Won == 0 || lost == 0)
        {
            double end = Exponential.Exp(Logarithm.Natural((1 - confidence) / 2) / apart);
            return lost == 0 ? new MetricInterval(1, end, 1) : new MetricInterval(0, 0, 1 - end);
        }

        double spread = area * (1 - area);
        double variance = pairs.Variance > 0 ? pairs.Variance : spread / apart;

        // logit ± w, back again: the odds, won : lost, times or divided by eʷ.
        double factor = Exponential.Exp(NormalQuantile.OfTwoSides(confidence) * Math.Sqrt(variance) / spread);
        return new MetricInterval(area, Math.Min(pairs.Won / (pairs.Won + (lost * factor)), area), Math.Max(pairs.Won / (pairs.Won + (lost / factor)), area));
    }

    /// <summary>Pairs of an anomaly and a normal row, counted in halves: a won pair is 2, a tied one 1.</summary>
    /// <param name="Won">What the anomalies won.</param>
    /// <param name="All">Twice the number of pairs.</param>
    /// <param name="Variance">DeLong's; NaN where a class has only one row.</param>
    private readonly record struct PairCounts(long Won, long All, double Variance)
    {
        // With m anomalies, n normals and hᵢ halves won by anomaly i, the variance of its shares hᵢ / 2n is (m Σhᵢ² − (Σhᵢ)²) / (4 n² m (m − 1)), and
        // a mean of m has an m-th of it; of the normals likewise. m Σhᵢ² is at most (2mn)², which 128 bits hold for all that 2³¹ rows can be split into.
        public static PairCounts Of(RankedScores ranked)
        {
            int normalsBelow = ranked.NormalCount, anomaliesAbove = 0;
            long won = 0;
            UInt128 squaresOfAnomalies = 0, squaresOfNormals = 0;
            foreach (ScoreBlock block in ranked)
            {
                normalsBelow -= block.Normals;
                ulong wonByAnomaly = (2UL * (uint)normalsBelow) + (uint)block.Normals;
                ulong lostByNormal = (2UL * (uint)anomaliesAbove) + (uint)block.Anomalies;
                anomaliesAbove += block.Anomalies;
                won += block.Anomalies * (long)wonByAnomaly;
                squaresOfAnomalies += (UInt128)(wonByAnomaly * wonByAnomaly) * (uint)block.Anomalies;
                squaresOfNormals += (UInt128)(lostByNormal * lostByNormal) * (uint)block.Normals;
            }

            long all = 2L * ranked.AnomalyCount * ranked.NormalCount;
            UInt128 square = (UInt128)won * (ulong)won;
            double ofAnomalies = (double)((squaresOfAnomalies * (uint)ranked.AnomalyCount) - square) / (ranked.AnomalyCount - 1);
            double ofNormals = (double)((squaresOfNormals * (uint)ranked.NormalCount) - square) / (ranked.NormalCount - 1);
            return new PairCounts(won, all, (ofAnomalies + ofNormals) / ((double)all * all));
        }
    }
}
