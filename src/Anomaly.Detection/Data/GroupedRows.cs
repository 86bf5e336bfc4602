using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Data;

/// <summary>Deals whole groups of rows to parts, so that anomalies and normal rows are both spread by the parts' shares.</summary>
/// <remarks>
/// Greedy: the largest groups first, each to the part where it adds least to Σ over parts and classes of load² / (share · total²), a sum that is
/// least when every part holds its share of both classes. With equal shares, after StratifiedGroupKFold of scikit-learn.
/// </remarks>
internal static class GroupedRows
{
    /// <summary>Deals the groups.</summary>
    /// <param name="isAnomaly">One label a row, both classes present.</param>
    /// <param name="groups">One group a row; a row whose group is null is a group of its own.</param>
    /// <param name="shares">The share of the rows that each part should get.</param>
    /// <param name="seed">Decides the order among groups of equal make-up.</param>
    public static RowAssignment Deal(ReadOnlySpan<bool> isAnomaly, ReadOnlySpan<string?> groups, ReadOnlySpan<double> shares, ulong seed)
    {
        int[] groupOfRow = Number(groups, out int groupCount);
        var sizes = new GroupSize[groupCount];
        for (int row = 0; row < groupOfRow.Length; row++)
        {
            if (isAnomaly[row]) sizes[groupOfRow[row]].Anomalies++;
            else sizes[groupOfRow[row]].Normals++;
        }

        int anomalies = isAnomaly.Count(true), normals = isAnomaly.Length - anomalies;
        int[] partOfGroup = new int[groupCount];
        var loads = new GroupSize[shares.Length];
        foreach (int group in LargestFirst(sizes, anomalies, normals, seed))
        {
            int best = 0;
            double least = double.PositiveInfinity;
            for (int part = 0; part < loads.Length; part++)
            {
                double cost = (Growth(loads[part].Anomalies, sizes[group].Anomalies, anomalies) + Growth(loads[part].Normals, sizes[group].Normals, normals)) / shares[part];
                if (cost < least || (cost == least && loads[part].Rows < loads[best].Rows)) (least, best) = (cost, part);
            }

            partOfGroup[group] = best;
            loads[best].Anomalies += sizes[group].Anomalies;
            loads[best].Normals += sizes[group].Normals;
        }

        int[] partOfRow = new int[groupOfRow.Length];
        for (int row = 0; row < partOfRow.Length; row++) partOfRow[row] = partOfGroup[groupOfRow[row]];
        return new RowAssignment(partOfRow, shares.Length);
    }

    /// <summary>The number of different groups; each row without one counts.</summary>
    public static int Count(ReadOnlySpan<string?> groups)
    {
        Number(groups, out int count);
        return count;
    }

    /// <summary>Numbers the groups of rows in order of first appearance; a row whose group is null is a group of its own.</summary>
    public static int[] Number(ReadOnlySpan<string?> groups, out int count)
    {
        int[] groupOfRow = new int[groups.Length];
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        count = 0;
        for (int row = 0; row < groups.Length; row++)
        {
            if (groups[row] is not { } name)
            {
                groupOfRow[row] = count++;
            }
            else if (numbers.TryGetValue(name, out int known))
            {
                groupOfRow[row] = known;
            }
            else
            {
                numbers.Add(name, count);
                groupOfRow[row] = count++;
            }
        }

        return groupOfRow;
    }

    // By share of the anomalies plus share of the normal rows; groups of one size in shuffled order.
    private static int[] LargestFirst(GroupSize[] sizes, int anomalies, int normals, ulong seed)
    {
        int[] order = new int[sizes.Length];
        for (int group = 0; group < order.Length; group++) order[group] = group;
        new RandomStream(seed).Shuffle<int>(order);

        var keys = new (double NegatedSize, int Place)[order.Length];
        for (int place = 0; place < keys.Length; place++)
        {
            GroupSize size = sizes[order[place]];
            keys[place] = (-(((double)size.Anomalies / anomalies) + ((double)size.Normals / normals)), place);
        }

        Array.Sort(keys, order);
        return order;
    }

    // How much a part's (load / total)² grows with a group.
    private static double Growth(int load, int added, int total) => (double)added * ((2L * load) + added) / ((double)total * total);

    private struct GroupSize
    {
        public int Anomalies;
        public int Normals;

        public readonly int Rows => Anomalies + Normals;
    }
}
