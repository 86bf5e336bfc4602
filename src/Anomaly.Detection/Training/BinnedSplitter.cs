using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Search over bins in large nodes and over all values in small ones. Owns 10 bytes a row of the table.</summary>
/// <typeparam name="TMeasure">What a split is to reduce.</typeparam>
/// <remarks>
/// The rows of a node are a range of one order, with a code beside each: the number of draws and the label in one byte. A histogram adds
/// up, for each bin, the rows and the draws of both classes, three counts in one 64-bit number.
/// </remarks>
internal sealed class BinnedSplitter<TMeasure>(TrainingRows rows, TreeOptions options) : MeasuredSplitter<TMeasure>(rows, options)
    where TMeasure : struct, IImpurityMeasure
{
    private readonly BinnedFeatures _features = rows.Bins!;
    private readonly FeatureHistogram _histogram = new();
    private readonly BinCounter _counter = new();
    private readonly ValueSorter _sorter = new();
    private readonly RowRanges _order = new(rows.RowCount);

    public override Split Place(in TreeNode node, in Split split)
    {
        if (split.FirstRight == Split.MissingOnly) return split with { Threshold = float.MaxValue };
        if (IsSmall(node)) return split with { Threshold = Threshold.Between(FloatOrder.ValueOf(split.LastLeft), FloatOrder.ValueOf(split.FirstRight)) };
        BinEdges edges = _features.Edges(split.Feature);
        bool lowKnown = edges.IsSingle(split.LastLeft, out float low);
        bool highKnown = edges.IsSingle(split.FirstRight, out float high);
        if (!lowKnown || !highKnown)
        {
            // The values on both sides of the cut that occur in this node.
            byte[] bins = _features.Bins(split.Feature);
            ReadOnlySpan<float> column = Rows.Set.Features.Column(split.Feature);
            low = float.NegativeInfinity;
            high = float.PositiveInfinity;
            foreach (int row in _order.Rows(node))
            {
                byte bin = bins[row];
                if (bin == split.LastLeft) low = Math.Max(low, column[row]);
                else if (bin == split.FirstRight) high = Math.Min(high, column[row]);
            }
        }

        return split with { Threshold = Threshold.Between(low + 0f, high + 0f) };
    }

    public override (TreeNode Left, TreeNode Right) Divide(in TreeNode node, in Split split, int knownConstants)
    {
        int middle = IsSmall(node)
            ? _order.DivideByValue(node, Rows.Set.Features.Column(split.Feature), split.Threshold, split.MissingGoesLeft)
            : _order.DivideByBin(node, _features.Bins(split.Feature), split.LastLeft, split.MissingGoesLeft);
        return (
            new TreeNode(node.Start, middle, node.Depth + 1, split.Left, knownConstants),
            new TreeNode(middle, node.End, node.Depth + 1, node.Sums.Minus(split.Left), knownConstants));
    }

    protected override TreeNode Begin() => Root(_order.Lay(Bag.Draws, Rows.Set.IsAnomaly));

    protected override void BeginSearch(in TreeNode node)
    {
    }

    protected override bool Improve(ref Split best, int feature, in TreeNode node, ref RandomStream random)
    {
        if (IsSmall(node)) _sorter.Fill(_histogram, Rows.Set.Features.Column(feature), _order.Rows(node), _order.Codes(node));
        else _counter.Fill(_histogram, _features.Bins(feature), _order.Rows(node), _order.Codes(node));
        if (_histogram.IsConstant) return false;
        Scan(ref best, feature, _histogram, node);
        return true;
    }

    private static bool IsSmall(in TreeNode node) => node.RowCount <= ValueSorter.MostRows;
}
