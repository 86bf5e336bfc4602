using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Exact search over ranks: every cut between two neighbouring values of the node.</summary>
/// <typeparam name="TMeasure">What a split is to reduce.</typeparam>
internal sealed class RankedSplitter<TMeasure>(TrainingRows rows, TreeOptions options) : RankedLayout<TMeasure>(rows, options)
    where TMeasure : struct, IImpurityMeasure
{
    private readonly FeatureHistogram _histogram = new();
    private readonly RankCounter _counter = new();

    protected override Split Finish(in TreeNode node, in Split split)
    {
        // Rows hold no infinite values, so the largest float stands for "every value".
        float threshold = split.FirstRight == Split.MissingOnly
            ? float.MaxValue
            : Threshold.Between(Features.Value(split.Feature, split.LastLeft), Features.Value(split.Feature, split.FirstRight));
        return split with { Threshold = threshold };
    }

    protected override bool Improve(ref Split best, int feature, in TreeNode node, ref RandomStream random)
    {
        _counter.Fill(_histogram, Features.Ranks(feature), Features.DistinctCount(feature), RowsOf(node));
        if (_histogram.IsConstant) return false;
        Scan(ref best, feature, _histogram, node);
        return true;
    }
}
