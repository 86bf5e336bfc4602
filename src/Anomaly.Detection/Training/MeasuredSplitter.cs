using System.Runtime.CompilerServices;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>What all splitters share: when a node is a leaf, which features are drawn for it, and whether its best split is good enough.</summary>
/// <typeparam name="TMeasure">What a split is to reduce.</typeparam>
internal abstract class MeasuredSplitter<TMeasure> : NodeSplitter
    where TMeasure : struct, IImpurityMeasure
{
    // 2⁻⁵²: the step from 1 to the next double.
    private const double Epsilon = 2.220446049250313e-16;

    private readonly FeatureSampler? _sampler;
    private double _scale;
    private double _normalWeight;
    private double _anomalyWeight;

    protected MeasuredSplitter(TrainingRows rows, TreeOptions options)
        : base(rows, options)
    {
        int drawn = options.MaxFeatures.Resolve(rows.FeatureCount);
        _sampler = drawn < rows.FeatureCount ? new FeatureSampler(rows.FeatureCount, drawn) : null;
    }

    public override int ConstantCount => _sampler?.ConstantCount ?? 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Split FindSplit(in TreeNode node, ref RandomStream random, out double decrease)
    {
        decrease = 0;
        if (IsLeaf(node)) return Split.None;
        Split best = Split.None;
        BeginSearch(node);
        if (_sampler is null) SearchAll(ref best, node, ref random);
        else SearchDrawn(_sampler, ref best, node, ref random);
        if (!best.Exists) return best;
        best = Finish(node, best);

        double normal = node.Sums.Normal * _normalWeight;
        double anomaly = node.Sums.Anomaly * _anomalyWeight;
        double impurity = TMeasure.Impurity(normal, anomaly);
        ClassSums right = node.Sums.Minus(best.Left);
        double leftNormal = best.Left.Normal * _normalWeight;
        double leftAnomaly = best.Left.Anomaly * _anomalyWeight;
        double rightNormal = right.Normal * _normalWeight;
        double rightAnomaly = right.Anomaly * _anomalyWeight;
        double weight = normal + anomaly;
        decrease = weight / _scale
            * (impurity
                - ((rightNormal + rightAnomaly) / weight * TMeasure.Impurity(rightNormal, rightAnomaly))
                - ((leftNormal + leftAnomaly) / weight * TMeasure.Impurity(leftNormal, leftAnomaly)));
        return decrease + Epsilon < Options.MinImpurityDecrease ? Split.None : best;
    }

    /// <summary>Whether a node is a leaf whatever its features are.</summary>
    protected bool IsLeaf(in TreeNode node) =>
        node.Depth >= Options.MaxDepth || node.RowCount < Options.MinSamplesSplit || node.RowCount < 2L * Options.MinSamplesLeaf
        || TMeasure.Impurity(node.Sums.Normal * _normalWeight, node.Sums.Anomaly * _anomalyWeight) <= Epsilon;

    /// <summary>Makes the root of a tree, once its rows are laid out.</summary>
    protected TreeNode Root(in ClassSums sums)
    {
        _sampler?.Restart();
        (_normalWeight, _anomalyWeight) = TMeasure.SeesClassWeights ? (Bag.NormalWeight, Bag.AnomalyWeight) : (1, 1);
        _scale = TMeasure.Scale(sums.Normal * _normalWeight, sums.Anomaly * _anomalyWeight);
        return new TreeNode(0, sums.Rows, 0, sums, 0);
    }

    /// <summary>Replaces the best split where the feature of a histogram has a strictly better one.</summary>
    protected void Scan(ref Split best, int feature, FeatureHistogram histogram, in TreeNode node)
    {
        Monotonicity order = OrderOf(feature);
        if (order == Monotonicity.None) NewScan().Improve(ref best, feature, histogram, node.Sums, default(AnyChildren));
        else NewScan().Improve(ref best, feature, histogram, node.Sums, Ordered(order, node));
    }

    /// <summary>Replaces the best split where another one, its merit not yet known, is allowed and strictly better.</summary>
    protected void Consider(ref Split best, in Split split, in ClassSums right, in TreeNode node)
    {
        Monotonicity order = split.FirstRight == Split.MissingOnly ? Monotonicity.None : OrderOf(split.Feature);
        if (order == Monotonicity.None) NewScan().Consider(ref best, split, right, default(AnyChildren));
        else NewScan().Consider(ref best, split, right, Ordered(order, node));
    }

    /// <summary>Told before the features of a node are looked at.</summary>
    protected abstract void BeginSearch(in TreeNode node);

    /// <summary>Looks at one feature.</summary>
    /// <returns>False when the feature is constant in the node.</returns>
    protected abstract bool Improve(ref Split best, int feature, in TreeNode node, ref RandomStream random);

    /// <summary>Finds the values on both sides of the best cut, and so its threshold; may move the cut to a better one close by.</summary>
    protected abstract Split Finish(in TreeNode node, in Split split);

    private SplitScan<TMeasure> NewScan() => new(Options.MinSamplesLeaf, _normalWeight, _anomalyWeight);

    private OrderedChildren Ordered(Monotonicity order, in TreeNode node) => new(order, node.Bounds, Bag.NormalWeight, Bag.AnomalyWeight);

    // In column order, so that the earlier column wins a tie whatever the seed.
    private void SearchAll(ref Split best, in TreeNode node, ref RandomStream random)
    {
        for (int feature = 0; feature < Rows.FeatureCount; feature++)
        {
            Stop.ThrowIfCancellationRequested();
            Improve(ref best, feature, node, ref random);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SearchDrawn(FeatureSampler sampler, ref Split best, in TreeNode node, ref RandomStream random)
    {
        sampler.BeginNode(node.KnownConstants);
        for (int feature = sampler.Next(ref random); feature >= 0; feature = sampler.Next(ref random))
        {
            Stop.ThrowIfCancellationRequested();
            if (Improve(ref best, feature, node, ref random)) sampler.MarkEvaluated();
            else sampler.MarkConstant();
        }

        sampler.EndNode();
    }
}
