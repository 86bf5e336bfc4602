namespace Anomaly.Detection.Training;

/// <summary>Finds the best cut of one feature from its histogram.</summary>
/// <remarks>
/// <code>
///  values       1   3   7   9     missing
///  boundaries     |   |   |             1. each with missing values on the right
///                 |   |   |             2. each with missing values on the left, if there are any
///                           |           3. all values left, missing values right
/// </code>
/// A later candidate wins only if it is strictly better, so ties go to the lower threshold and to missing values on the right, as in
/// scikit-learn. Where no value is missing in the node, missing values will go with the child that has more rows; right when equal.
/// A rule for the children's values is one of order among values, so the third kind of candidate is free of it.
/// </remarks>
internal readonly ref struct SplitScan<TMeasure>(int minSamplesLeaf, double normalWeight, double anomalyWeight)
    where TMeasure : struct, IImpurityMeasure
{
    /// <summary>Replaces <paramref name="best"/> where this feature has a strictly better split.</summary>
    public void Improve<TRule>(ref Split best, int feature, FeatureHistogram histogram, in ClassSums total, TRule rule)
        where TRule : struct, IChildRule
    {
        ref readonly ClassSums missing = ref histogram.Missing;
        ScanBoundaries(ref best, feature, histogram, total, rule, missingGoesLeft: false);
        if (missing.Rows == 0) return;
        ScanBoundaries(ref best, feature, histogram, total, rule, missingGoesLeft: true);
        Consider(ref best, new Split(feature, histogram.Places[^1], Split.MissingOnly, false, 0, total.Minus(missing)), missing, default(AnyChildren));
    }

    /// <summary>Replaces <paramref name="best"/> where a split, its merit not yet known, is allowed and strictly better.</summary>
    public void Consider<TRule>(ref Split best, in Split split, in ClassSums right, TRule rule)
        where TRule : struct, IChildRule
    {
        if (!IsAllowed(split.Left, right)) return;
        double merit = Merit(split.Left, right);
        if (merit > best.Merit && rule.Allows(split.Left, right)) best = split with { Merit = merit };
    }

    private void ScanBoundaries<TRule>(ref Split best, int feature, FeatureHistogram histogram, in ClassSums total, TRule rule, bool missingGoesLeft)
        where TRule : struct, IChildRule
    {
        ReadOnlySpan<int> places = histogram.Places;
        ReadOnlySpan<ClassSums> buckets = histogram.Buckets;
        ClassSums left = missingGoesLeft ? histogram.Missing : default;
        int bestBucket = -1;
        ClassSums bestLeft = default;
        double bestMerit = best.Merit;
        for (int bucket = 0; bucket + 1 < buckets.Length; bucket++)
        {
            left.Add(buckets[bucket]);
            ClassSums right = total.Minus(left);
            if (!IsAllowed(left, right)) continue;
            double merit = Merit(left, right);
            if (!(merit > bestMerit) || !rule.Allows(left, right)) continue;
            bestMerit = merit;
            bestBucket = bucket;
            bestLeft = left;
        }

        if (bestBucket < 0) return;
        bool goesLeft = histogram.Missing.Rows > 0 ? missingGoesLeft : bestLeft.Rows > total.Rows - bestLeft.Rows;
        best = new Split(feature, places[bestBucket], places[bestBucket + 1], goesLeft, bestMerit, bestLeft);
    }

    private bool IsAllowed(in ClassSums left, in ClassSums right) => left.Rows >= minSamplesLeaf && right.Rows >= minSamplesLeaf;

    private double Merit(in ClassSums left, in ClassSums right) =>
        TMeasure.Merit(left.Normal * normalWeight, left.Anomaly * anomalyWeight, right.Normal * normalWeight, right.Anomaly * anomalyWeight);
}
