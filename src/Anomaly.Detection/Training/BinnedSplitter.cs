using System.Runtime.CompilerServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Search over bins in large nodes and over all values in small ones. Owns 10 bytes a row of the table, and tables of a few thousand numbers.</summary>
/// <typeparam name="TMeasure">What a split is to reduce.</typeparam>
/// <remarks>
/// The rows of a node are a range of one order, with a code beside each: the number of draws and the label in one byte. A histogram adds
/// up, for each bin, the rows and the draws of both classes, three counts in one 64-bit number.
/// </remarks>
internal sealed class BinnedSplitter<TMeasure>(TrainingRows rows, TreeOptions options, int threads) : MeasuredSplitter<TMeasure>(rows, options)
    where TMeasure : struct, IImpurityMeasure
{
    private const int MostRefinedRows = 1 << 14;

    private readonly BinnedFeatures _features = rows.Bins!;
    private readonly PackedHistogram _packed = new();
    private readonly FeatureHistogram _histogram = new();
    private readonly GiniScan _giniScan = new();
    private readonly BinCounter _counter = new();
    private readonly LargeNodeCounter _largeCounter = new(threads);
    private readonly ValueSorter _sorter = new();
    private readonly CutWindow _window = new();
    private readonly RowRanges _order = new(rows.RowCount);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override (TreeNode Left, TreeNode Right) Divide(in TreeNode node, in Split split, int knownConstants)
    {
        var left = new TreeNode(node.Start, node.Start + split.Left.Rows, node.Depth + 1, split.Left, knownConstants);
        var right = new TreeNode(left.End, node.End, node.Depth + 1, node.Sums.Minus(split.Left), knownConstants);

        // Nobody asks for the rows of a leaf, so only those of nodes that may be split are moved.
        bool keepLeft = !IsLeaf(left);
        bool keepRight = !IsLeaf(right);
        if (!keepLeft && !keepRight) return (left, right);
        KeptSides keep = keepLeft && keepRight ? KeptSides.Both : keepLeft ? KeptSides.Left : KeptSides.Right;
        if (keep == KeptSides.Right) right = right with { Start = node.Start, End = node.Start + right.RowCount };
        if (split.IsByValue) _order.DivideByValue(node.Start, node.End, Rows.Set.Features.Column(split.Feature), split.Threshold, split.MissingGoesLeft, keep);
        else _order.DivideByBin(node.Start, node.End, _features.Bins(split.Feature), split.LastLeft, split.MissingGoesLeft, keep, RowShares.Count(node.RowCount, threads));
        return (left, right);
    }

    protected override TreeNode Begin() => Root(_order.Lay(Bag.Draws, Rows.Set.IsAnomaly));

    protected override void BeginSearch(in TreeNode node)
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool Improve(ref Split best, int feature, in TreeNode node, ref RandomStream random)
    {
        byte[] bins = _features.Bins(feature);
        int binCount = _features.Edges(feature).Count;
        if (IsLarge(node))
        {
            _largeCounter.Fill(_histogram, bins, binCount, _order, node, Stop);
            if (_histogram.IsConstant) return false;
        }
        else
        {
            if (IsSmall(node)) _sorter.Fill(_packed, Rows.Set.Features.Column(feature), _order.Rows(node.Start, node.End), _order.Codes(node.Start, node.End));
            else _counter.Fill(_packed, bins, binCount, _order.Rows(node.Start, node.End), _order.Codes(node.Start, node.End));
            if (_packed.IsConstant) return false;
            if (typeof(TMeasure) == typeof(GiniMeasure) && OrderOf(feature) == Monotonicity.None)
            {
                _giniScan.Improve(ref best, feature, _packed, node.Sums, Options.MinSamplesLeaf, Bag.NormalWeight, Bag.AnomalyWeight);
                return true;
            }

            _packed.CopyTo(_histogram);
        }

        Scan(ref best, feature, _histogram, node);
        return true;
    }

    protected override Split Finish(in TreeNode node, in Split split)
    {
        if (split.FirstRight == Split.MissingOnly) return split with { Threshold = float.MaxValue, IsByValue = IsSmall(node) };
        if (IsSmall(node)) return ByValue(split);
        BinEdges edges = _features.Edges(split.Feature);
        if (edges.IsSingle(split.LastLeft) && edges.IsSingle(split.FirstRight)) return split with { Threshold = Threshold.Between(edges.Highest(split.LastLeft), edges.Lowest(split.FirstRight)) };

        // All cuts between values in the two bins beside the best cut: a better one may lie among them. In very large nodes bins are fine enough.
        byte[] bins = _features.Bins(split.Feature);
        ReadOnlySpan<float> column = Rows.Set.Features.Column(split.Feature);
        if (node.RowCount > MostRefinedRows) _window.Measure(split, edges, bins, column, _order.Rows(node.Start, node.End));
        else _window.Gather(split, bins, column, _order.Rows(node.Start, node.End), _order.Codes(node.Start, node.End));
        Split refined = split;
        if (_window.IsComplete)
        {
            _window.CopyTo(_histogram, split, node.Sums);
            Scan(ref refined, split.Feature, _histogram, node);
        }

        return refined.Merit > split.Merit ? ByValue(refined) : split with { Threshold = Threshold.Between(_window.Low, _window.High) };
    }

    private static Split ByValue(in Split split) =>
        split with { Threshold = Threshold.Between(FloatOrder.ValueOf(split.LastLeft), FloatOrder.ValueOf(split.FirstRight)), IsByValue = true };

    // Worth sharing out to threads, or more than one packed number can count.
    private bool IsLarge(in TreeNode node) => RowShares.Count(node.RowCount, threads) > 1 || node.Sums.Normal + node.Sums.Anomaly > RowCode.MostDraws;

    private static bool IsSmall(in TreeNode node) => node.RowCount <= ValueSorter.MostRows;
}
