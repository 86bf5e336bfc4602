using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>What each threshold does to the judged rows: the steps of a slider. Immutable.</summary>
/// <remarks>
/// Every probability that occurs is a threshold, and nothing changes between two of them. Where they are more than asked for, a row is left out when it
/// differs little from the one kept before it: fewer than a share <c>s</c> of the anomalies found in addition, and fewer than a share <c>s</c> of alerts added. So the steps
/// lie close where few rows are flagged, which is where thresholds are chosen. The first, the last and the policy's are always there; counts are exact.
/// </remarks>
public sealed class ThresholdTable
{
    /// <summary>How many rows there are at most, unless another number is asked for.</summary>
    public const int UsualRowCount = 1_000;

    // 2 ^ −10: with doubling, the first share that leaves few enough rows.
    private const double LeastShare = 0.0009765625;

    private ThresholdTable(ImmutableArray<ThresholdRow> rows, int policyRow, int distinctCount)
    {
        Rows = rows;
        PolicyRow = policyRow;
        DistinctCount = distinctCount;
    }

    /// <summary>The rows, thresholds falling: each flags at least as many as the one before.</summary>
    public ImmutableArray<ThresholdRow> Rows { get; }

    /// <summary>Index of the row of the policy's threshold.</summary>
    public int PolicyRow { get; }

    /// <summary>How many different probabilities there are among the rows that were judged.</summary>
    public int DistinctCount { get; }

    /// <summary>Counts what each threshold does.</summary>
    /// <param name="probabilities">One probability a row, greater = more anomalous; finite.</param>
    /// <param name="isAnomaly">One label a row, at least one of each class.</param>
    /// <param name="policyThreshold">The threshold in use; a finite number.</param>
    /// <param name="mostRows">How many rows there are at most, at least 3.</param>
    /// <returns>The table; the order of the rows does not change a bit of it.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there are no rows, a probability or the threshold is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of rows is too small.</exception>
    /// <exception cref="UndefinedMetricException">All rows are of one class.</exception>
    public static ThresholdTable Compute(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> isAnomaly, double policyThreshold, int mostRows = UsualRowCount)
    {
        if (mostRows < 3) throw new ArgumentOutOfRangeException(nameof(mostRows), mostRows, "The first, the last and the policy's threshold need 3 rows.");
        if (!double.IsFinite(policyThreshold)) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The threshold is {policyThreshold}; it must be finite."), nameof(policyThreshold));
        var ranked = RankedScores.Rank(probabilities, isAnomaly, "A table of thresholds");
        List<ThresholdRow> all = [.. Every(ranked, policyThreshold)];
        int policy = all.FindIndex(row => row.Threshold == policyThreshold);
        int distinctCount = ranked.CountBlocks();
        List<int> kept = [.. Enumerable.Range(0, all.Count)];
        for (double share = LeastShare; kept.Count > mostRows; share *= 2) kept = Thin(all, policy, share);
        return new ThresholdTable([.. kept.Select(index => all[index])], kept.IndexOf(policy), distinctCount);
    }

    // The policy's threshold joins the ones that occur, in its place; it flags what the least of those above it does.
    private static IEnumerable<ThresholdRow> Every(RankedScores ranked, double policyThreshold)
    {
        int found = 0, falseAlarms = 0;
        bool isPolicyPast = false;
        foreach (ScoreBlock block in Blocks(ranked))
        {
            if (!isPolicyPast && policyThreshold > block.Score) yield return Row(policyThreshold);
            isPolicyPast |= policyThreshold >= block.Score;
            found += block.Anomalies;
            falseAlarms += block.Normals;
            yield return Row(block.Score);
        }

        if (!isPolicyPast) yield return Row(policyThreshold);

        ThresholdRow Row(double threshold) =>
            new(threshold, new ConfusionMatrix(ranked.NormalCount - falseAlarms, falseAlarms, ranked.AnomalyCount - found, found));
    }

    private static IEnumerable<ScoreBlock> Blocks(RankedScores ranked)
    {
        foreach (ScoreBlock block in ranked) yield return block;
    }

    private static List<int> Thin(List<ThresholdRow> all, int policy, double share)
    {
        List<int> kept = [0];
        for (int i = 1; i < all.Count; i++)
        {
            ConfusionMatrix last = all[kept[^1]].Confusion, current = all[i].Confusion;
            bool findsMore = current.TruePositives - last.TruePositives > share * current.AnomalyCount;
            bool alertsMore = current.FlaggedCount - last.FlaggedCount > share * last.FlaggedCount;
            if (i == policy || i == all.Count - 1 || findsMore || alertsMore) kept.Add(i);
        }

        return kept;
    }
}
