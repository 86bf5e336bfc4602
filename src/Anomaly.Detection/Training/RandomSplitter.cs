using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Extremely randomised search: one cut a feature, anywhere between the smallest and the largest value of the node; the best feature wins.</summary>
/// <typeparam name="TMeasure">What a split is to reduce.</typeparam>
/// <remarks>
/// Geurts, Ernst and Wehenkel, "Extremely randomized trees" (2006). Missing values go to a side drawn by lot, as in scikit-learn. Where all
/// rows with a value have the same one, the only cut there is, values left and missing ones right, is looked at; scikit-learn passes it over.
/// </remarks>
internal sealed class RandomSplitter<TMeasure>(TrainingRows rows, TreeOptions options) : RankedLayout<TMeasure>(rows, options)
    where TMeasure : struct, IImpurityMeasure
{
    // The threshold was drawn, and need not lie midway between two values.
    protected override Split Finish(in TreeNode node, in Split split) => split;

    protected override bool Improve(ref Split best, int feature, in TreeNode node, ref RandomStream random)
    {
        NodeRows nodeRows = RowsOf(node);
        ReadOnlySpan<int> ranks = Features.Ranks(feature);
        int missingRank = Features.DistinctCount(feature);
        (int lowest, int highest, int missingCount) = RangeOf(nodeRows, ranks, missingRank);
        bool isOneValue = lowest >= highest;
        if (isOneValue && (missingCount == 0 || missingCount == nodeRows.Count)) return false;

        float threshold = isOneValue ? float.MaxValue : Threshold.Within(Features.Value(feature, lowest), Features.Value(feature, highest), random.NextDouble());
        int lastLeft = isOneValue ? highest : Features.LastRankUpTo(feature, threshold);
        bool missingGoesLeft = !isOneValue && missingCount > 0 && random.NextInt(2) == 0;
        (ClassSums left, ClassSums right) = Sum(nodeRows, ranks, lastLeft, missingGoesLeft ? missingRank : -1);
        if (missingCount == 0) missingGoesLeft = left.Rows > right.Rows;
        var split = new Split(feature, lastLeft, isOneValue ? Split.MissingOnly : lastLeft + 1, missingGoesLeft, 0, left) { Threshold = threshold };
        Consider(ref best, split, right, node);
        return true;
    }

    private static (int Lowest, int Highest, int MissingCount) RangeOf(NodeRows node, ReadOnlySpan<int> ranks, int missingRank)
    {
        (int lowest, int highest, int missingCount) = (int.MaxValue, -1, 0);
        foreach (int row in node.Rows)
        {
            int rank = ranks[row];
            if (rank == missingRank)
            {
                missingCount++;
                continue;
            }

            lowest = Math.Min(lowest, rank);
            highest = Math.Max(highest, rank);
        }

        return (lowest, highest, missingCount);
    }

    // Both sides are added up, in table order: a difference would carry on the rounding of far heavier rows.
    private static (ClassSums Left, ClassSums Right) Sum(NodeRows node, ReadOnlySpan<int> ranks, int lastLeft, int alsoLeft)
    {
        ClassSums left = default;
        ClassSums right = default;
        for (int i = 0; i < node.Rows.Length; i++)
        {
            int rank = ranks[node.Rows[i]];
            if (rank <= lastLeft || rank == alsoLeft) left.Add(node.Weights[i]);
            else right.Add(node.Weights[i]);
        }

        return (left, right);
    }
}
