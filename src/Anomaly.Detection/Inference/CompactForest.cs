using System.Runtime.CompilerServices;

namespace Anomaly.Detection.Inference;

/// <summary>A forest over bins: preorder, tree after tree, as <see cref="CompactNode"/>. Immutable; read forwards by <see cref="CompactWalk"/> and backwards by <see cref="BlendProgram"/>.</summary>
/// <remarks>Trees are taken in groups, see <see cref="TreeGroups"/>. Before a group, the columns that it needs and the group before it did not have are put into their slots.</remarks>
internal sealed class CompactForest(int featureCount, int slotCount, uint[] nodes, int[] roots, double[] values, int[] firstValues, CutColumn[] columns, int[] firstColumns, float[] cuts)
{
    public int FeatureCount => featureCount;

    public int SlotCount => slotCount;

    public int TreeCount => roots.Length - 1;

    public int GroupCount => firstColumns.Length - 1;

    /// <summary>All nodes.</summary>
    public ReadOnlySpan<uint> Nodes => nodes;

    /// <summary>Per tree its first node, and the number of nodes at the end.</summary>
    public ReadOnlySpan<int> Roots => roots;

    /// <summary>The distinct values, tree after tree.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Per tree its first value, and the number of values at the end.</summary>
    public ReadOnlySpan<int> FirstValues => firstValues;

    public ReadOnlySpan<uint> NodesOf(int tree) => nodes.AsSpan(roots[tree], roots[tree + 1] - roots[tree]);

    public ReadOnlySpan<double> ValuesOf(int tree) => values.AsSpan(firstValues[tree], firstValues[tree + 1] - firstValues[tree]);

    /// <summary>The columns that a group puts into slots.</summary>
    public ReadOnlySpan<CutColumn> ColumnsOf(int group) => columns.AsSpan(firstColumns[group], firstColumns[group + 1] - firstColumns[group]);

    /// <summary>The cuts of a column, as <see cref="CutTree"/> arranges them.</summary>
    public ReadOnlySpan<float> CutsOf(in CutColumn column) => cuts.AsSpan((int)column.FirstCut, column.CutCount);

    public long MemoryBytes =>
        ((long)nodes.Length * sizeof(uint))
        + ((long)(roots.Length + firstValues.Length + firstColumns.Length) * sizeof(int))
        + ((long)values.Length * sizeof(double))
        + ((long)columns.Length * Unsafe.SizeOf<CutColumn>())
        + ((long)cuts.Length * sizeof(float));
}
