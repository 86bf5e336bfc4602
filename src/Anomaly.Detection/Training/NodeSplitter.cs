using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>Finds the split of a node and carries it out. Owns the scratch memory of one worker: 24 bytes a row of the table, and the histogram.</summary>
internal sealed class NodeSplitter
{
    // 2⁻⁵²: the step from 1 to the next double.
    private const double Epsilon = 2.220446049250313e-16;

    private readonly TrainingRows _rows;
    private readonly TreeOptions _options;
    private readonly FeatureHistogram _histogram;
    private readonly FeatureSampler? _sampler;
    private readonly int[] _order;
    private readonly int[] _rightRows;
    private readonly RowWeight[] _weights;
    private Bag _bag = null!;
    private CancellationToken _stop;
    private double _totalWeight;

    public NodeSplitter(TrainingRows rows, TreeOptions options)
    {
        _rows = rows;
        _options = options;
        int featureCount = rows.Features.FeatureCount;
        int drawn = options.MaxFeatures.Resolve(featureCount);
        _sampler = drawn < featureCount ? new FeatureSampler(featureCount, drawn) : null;
        _histogram = new FeatureHistogram();
        _order = new int[rows.RowCount];
        _rightRows = new int[rows.RowCount];
        _weights = new RowWeight[rows.RowCount];
    }

    /// <summary>Constants that the children of the node just searched may skip.</summary>
    public int ConstantCount => _sampler?.ConstantCount ?? 0;

    /// <summary>Begins a tree over the rows of a bag.</summary>
    /// <param name="bag">The rows and their weights.</param>
    /// <param name="stop">Looked at before every feature of every node.</param>
    /// <returns>The root.</returns>
    public TreeNode BeginTree(Bag bag, CancellationToken stop)
    {
        _bag = bag;
        _stop = stop;
        _sampler?.Restart();
        ClassSums sums = default;
        for (int row = 0; row < _rows.RowCount; row++)
        {
            if (bag.Weights[row] == 0) continue;
            _order[sums.Rows] = row;
            sums.Add(WeightOf(row));
        }

        _totalWeight = NormalWeight(sums) + AnomalyWeight(sums);
        return new TreeNode(0, sums.Rows, 0, sums, 0);
    }

    public double NormalWeight(in ClassSums sums) => sums.Normal * _bag.NormalWeight;

    public double AnomalyWeight(in ClassSums sums) => sums.Anomaly * _bag.AnomalyWeight;

    /// <summary>Looks for the best split of a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="random">The tree's random numbers.</param>
    /// <param name="decrease">The decrease of impurity it brings, times the node's share of the tree's weight.</param>
    /// <returns>The split, or <see cref="Split.None"/> when the node is to be a leaf.</returns>
    public Split FindSplit(in TreeNode node, ref RandomStream random, out double decrease) => _options.Criterion switch
    {
        SplitCriterion.Gini => FindSplit<GiniMeasure>(node, ref random, out decrease),
        _ => FindSplit<EntropyMeasure>(node, ref random, out decrease),
    };

    /// <summary>Divides the rows of a node in place, both sides staying in table order.</summary>
    public (TreeNode Left, TreeNode Right) Divide(in TreeNode node, in Split split, int knownConstants)
    {
        // Invariant: order[start..left) goes left, rightRows[..right) goes right, both in table order.
        ReadOnlySpan<int> ranks = _rows.Features.Ranks(split.Feature);
        int missingRank = _rows.Features.DistinctCount(split.Feature);
        int left = node.Start;
        int right = 0;
        for (int place = node.Start; place < node.End; place++)
        {
            // Written to both sides, and kept on one: which one it is follows no pattern that a branch could learn.
            int row = _order[place];
            int rank = ranks[row];
            int goesLeft = rank <= split.LastLeftRank || (rank == missingRank && split.MissingGoesLeft) ? 1 : 0;
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

    // Sums of draws are exact however they were come by. Those of weights are added afresh, in table order: a difference would carry on the
    // rounding of far heavier rows, and could leave a leaf without weight.
    private ClassSums SumsOf(int start, int end, in ClassSums known)
    {
        if (_rows.RowWeights is null) return known;
        ClassSums sums = default;
        for (int place = start; place < end; place++) sums.Add(WeightOf(_order[place]));
        return sums;
    }

    private Split FindSplit<TMeasure>(in TreeNode node, ref RandomStream random, out double decrease)
        where TMeasure : struct, IImpurityMeasure
    {
        decrease = 0;
        if (node.Depth >= _options.MaxDepth || node.RowCount < _options.MinSamplesSplit || node.RowCount < 2L * _options.MinSamplesLeaf) return Split.None;
        double normal = NormalWeight(node.Sums);
        double anomaly = AnomalyWeight(node.Sums);
        double impurity = TMeasure.Impurity(normal, anomaly);
        if (impurity <= Epsilon) return Split.None;

        var scan = new SplitScan<TMeasure>(_rows.Features, _options.MinSamplesLeaf, _bag.NormalWeight, _bag.AnomalyWeight);
        Split best = Split.None;
        NodeRows nodeRows = Gather(node);
        if (_sampler is null) SearchAll(ref best, scan, nodeRows, node.Sums);
        else SearchDrawn(ref best, scan, nodeRows, node, ref random);
        if (!best.Exists) return best;

        ClassSums right = node.Sums.Minus(best.Left);
        double leftNormal = NormalWeight(best.Left);
        double leftAnomaly = AnomalyWeight(best.Left);
        double rightNormal = NormalWeight(right);
        double rightAnomaly = AnomalyWeight(right);
        double weight = normal + anomaly;
        decrease = weight / _totalWeight
            * (impurity
                - ((rightNormal + rightAnomaly) / weight * TMeasure.Impurity(rightNormal, rightAnomaly))
                - ((leftNormal + leftAnomaly) / weight * TMeasure.Impurity(leftNormal, leftAnomaly)));
        return decrease + Epsilon < _options.MinImpurityDecrease ? Split.None : best;
    }

    // In column order, so that the earlier column wins a tie whatever the seed.
    private void SearchAll<TMeasure>(ref Split best, SplitScan<TMeasure> scan, NodeRows rows, in ClassSums total)
        where TMeasure : struct, IImpurityMeasure
    {
        for (int feature = 0; feature < _rows.Features.FeatureCount; feature++)
        {
            FillHistogram(feature, rows);
            if (!_histogram.IsConstant) scan.Improve(ref best, feature, _histogram, total);
        }
    }

    private void SearchDrawn<TMeasure>(ref Split best, SplitScan<TMeasure> scan, NodeRows rows, in TreeNode node, ref RandomStream random)
        where TMeasure : struct, IImpurityMeasure
    {
        _sampler!.BeginNode(node.KnownConstants);
        for (int feature = _sampler.Next(ref random); feature >= 0; feature = _sampler.Next(ref random))
        {
            FillHistogram(feature, rows);
            if (_histogram.IsConstant)
            {
                _sampler.MarkConstant();
                continue;
            }

            _sampler.MarkEvaluated();
            scan.Improve(ref best, feature, _histogram, node.Sums);
        }

        _sampler.EndNode();
    }

    private void FillHistogram(int feature, NodeRows rows)
    {
        _stop.ThrowIfCancellationRequested();
        _histogram.Fill(_rows.Features.Ranks(feature), _rows.Features.DistinctCount(feature), rows);
    }

    private NodeRows Gather(in TreeNode node)
    {
        ReadOnlySpan<int> rows = _order.AsSpan(node.Start, node.RowCount);
        Span<RowWeight> weights = _weights.AsSpan(0, rows.Length);
        for (int i = 0; i < weights.Length; i++) weights[i] = WeightOf(rows[i]);
        return new NodeRows(rows, weights);
    }

    private RowWeight WeightOf(int row)
    {
        double weight = _bag.Weights[row];
        return _rows.IsAnomaly[row] ? new RowWeight(0, weight) : new RowWeight(weight, 0);
    }
}
