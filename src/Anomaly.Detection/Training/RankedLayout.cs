namespace Anomaly.Detection.Training;

/// <summary>What searches over ranks share: the rows of a node as a range of one order, with their weights beside them. Owns 24 bytes a row of the table.</summary>
/// <typeparam name="TMeasure">What a split is to reduce.</typeparam>
internal abstract class RankedLayout<TMeasure>(TrainingRows rows, TreeOptions options) : MeasuredSplitter<TMeasure>(rows, options)
    where TMeasure : struct, IImpurityMeasure
{
    private readonly int[] _order = new int[rows.RowCount];
    private readonly int[] _rightRows = new int[rows.RowCount];
    private readonly RowWeight[] _weights = new RowWeight[rows.RowCount];

    protected RankedFeatures Features { get; } = rows.Ranks!;

    public override (TreeNode Left, TreeNode Right) Divide(in TreeNode node, in Split split, int knownConstants)
    {
        // Invariant: order[start..left) goes left, rightRows[..right) goes right, both in table order.
        ReadOnlySpan<int> ranks = Features.Ranks(split.Feature);
        int missingRank = Features.DistinctCount(split.Feature);
        int left = node.Start;
        int right = 0;
        for (int place = node.Start; place < node.End; place++)
        {
            // Written to both sides, and kept on one: which one it is follows no pattern that a branch could learn.
            int row = _order[place];
            int rank = ranks[row];
            int goesLeft = rank <= split.LastLeft || (rank == missingRank && split.MissingGoesLeft) ? 1 : 0;
            _order[left] = row;
            _rightRows[right] = row;
            left += goesLeft;
            right += 1 - goesLeft;
        }

        _rightRows.AsSpan(0, right).CopyTo(_order.AsSpan(left));
        return (
            new TreeNode(node.Start, left, node.Depth + 1, SumsOf(node.Start, left, split.Left), knownConstants),
            new TreeNode(left, node.End, node.Depth + 1, SumsOf(left, node.End, node.Sums.Minus(split.Left)), knownConstants));
    }

    protected override TreeNode Begin()
    {
        ClassSums sums = default;
        for (int row = 0; row < Rows.RowCount; row++)
        {
            if (Bag.Draws[row] == 0) continue;
            _order[sums.Rows] = row;
            sums.Add(WeightOf(row));
        }

        return Root(sums);
    }

    protected override void BeginSearch(in TreeNode node)
    {
        ReadOnlySpan<int> rows = _order.AsSpan(node.Start, node.RowCount);
        for (int i = 0; i < rows.Length; i++) _weights[i] = WeightOf(rows[i]);
    }

    /// <summary>The rows of the node being searched.</summary>
    protected NodeRows RowsOf(in TreeNode node) => new(_order.AsSpan(node.Start, node.RowCount), _weights.AsSpan(0, node.RowCount));

    // Sums of draws are exact however they were come by. Those of weights are added afresh, in table order: a difference would carry on the
    // rounding of far heavier rows, and could leave a leaf without weight.
    private ClassSums SumsOf(int start, int end, in ClassSums known)
    {
        if (Rows.RowWeights is null) return known;
        ClassSums sums = default;
        for (int place = start; place < end; place++) sums.Add(WeightOf(_order[place]));
        return sums;
    }

    private RowWeight WeightOf(int row)
    {
        double weight = Bag.WeightOf(row);
        return Rows.Set.IsAnomaly[row] ? new RowWeight(0, weight) : new RowWeight(weight, 0);
    }
}
