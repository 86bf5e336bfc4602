using System.Runtime.Intrinsics;

namespace Anomaly.Detection.Explanation;

/// <summary>Path-dependent Shapley values of trees: what a row would score without knowing some features follows from the covers.</summary>
/// <remarks>
/// <para>
/// Lundberg et al., "From local explanations to global understanding with explainable AI for trees" (2020), define the values: a split on a feature that is not known sends the row
/// both ways, weighted by cover. The worth of a set of known features is then, for each leaf, a product of one factor a player asked on the way: 1 or 0 where it is known (the row
/// passes or not), the share z of <see cref="ShapSplit"/> where it is not.
/// </para>
/// <para>
/// The Shapley value of a product needs no sum over subsets. If each player is known with the same probability t, a factor's mean is z + t(o − z), o being 1 or 0, and a player's value
/// is the integral over t from 0 to 1 of (o − z) times the others' factors (Owen's multilinear extension, 1972): a polynomial in t, so that Gauss's rule integrates it exactly, with
/// half as many points as there are players on a way. Factors are in [0, 1], so that no digits are lost, however deep the tree; the cost is linear in the nodes, as that of Linear
/// TreeSHAP (Yu et al. 2022), and there is no table that grows with 2^depth, as in Fast TreeSHAP (Yang 2021).
/// </para>
/// <para>
/// At each point, one pass from the root multiplies factors, and one from the leaves adds up what leaves are worth and gives each player its part: for the child c of a split, with
/// the share z and W the worth of all leaves below, W (o − z) / (z + t(o − z)), less the same for the child of the player's question before, which will count these leaves too.
/// Where o = 0 that is −W / (1 − t), the same for both: a player that the row has failed already gets nothing more.
/// </para>
/// <para>
/// Two kernels do the same operations in the same order, and so give the same bits: <see cref="RowKernel{TLanes}"/> takes eight rows at once and one point after the other,
/// <see cref="PointKernel{TLanes}"/> one row and several points. One vector of 512 bits for eight lanes takes up to a quarter longer than two of 256, so there is none.
/// </para>
/// </remarks>
internal sealed class PathDependentShap : IShapEngine
{
    private readonly ShapForest _forest;
    private readonly IShapKernel _groups;
    private readonly IShapKernel _rest;

    /// <param name="forest">The forest.</param>
    /// <param name="baseSum">The sum of the mean values of its trees.</param>
    /// <param name="isWide">Whether vectors of 256 bits are used where the processor has them.</param>
    public PathDependentShap(ShapForest forest, double baseSum, bool isWide = true)
    {
        _forest = forest;
        BaseSum = baseSum;
        bool has256 = isWide && Vector256.IsHardwareAccelerated;
        _groups = has256 ? new RowKernel<Lanes8>(forest) : new RowKernel<NarrowLanes8>(forest);
        _rest = !has256 ? new PointKernel<NarrowLanes8>(forest)
            : forest.PointCount <= Lanes4.Count ? new PointKernel<Lanes4>(forest)
            : new PointKernel<Lanes8>(forest);
    }

    public double BaseSum { get; }

    public void Explain(ReadOnlySpan<float> rows, Span<double> contributions)
    {
        int groupValues = RowScratch.GroupRows * _forest.PlayerCount;
        int grouped = rows.Length / groupValues * groupValues;
        if (grouped > 0) _groups.Explain(rows[..grouped], contributions[..grouped]);
        if (grouped < rows.Length) _rest.Explain(rows[grouped..], contributions[grouped..]);
    }
}
