namespace Anomaly.Detection.Training;

/// <summary>What a bag draws, rows or groups of rows, as lists of rows laid end to end. Rows of weight 0 belong to none.</summary>
internal sealed class DrawUnits
{
    private readonly int[] _rows;
    private readonly int[]? _starts;

    private DrawUnits(int[] rows, int[]? starts)
    {
        _rows = rows;
        _starts = starts;
    }

    /// <summary>How many there are.</summary>
    public int Count => _starts is null ? _rows.Length : _starts.Length - 1;

    /// <summary>Whether every unit is one row.</summary>
    public bool AreRows => _starts is null;

    /// <summary>All rows of all units.</summary>
    public ReadOnlySpan<int> Rows => _rows;

    /// <summary>The rows of one group, ascending; only where units are groups.</summary>
    public ReadOnlySpan<int> RowsOf(int group) => _rows.AsSpan(_starts![group].._starts[group + 1]);

    /// <summary>The rows of one class.</summary>
    public static DrawUnits OfClass(TrainingSet set, bool isAnomaly) => new([.. Present(set).Where(row => set.IsAnomaly[row] == isAnomaly)], null);

    /// <summary>Rows where the set has no groups, else groups in the order of their first rows.</summary>
    public static DrawUnits Of(TrainingSet set)
    {
        List<int> present = Present(set);
        if (set.Groups.IsEmpty) return new DrawUnits([.. present], null);

        // Units are numbered by first appearance; then rows are dealt out to them in table order.
        var unitOf = new Dictionary<int, int>();
        var counts = new List<int>();
        foreach (int row in present)
        {
            if (unitOf.TryAdd(set.Groups[row], counts.Count)) counts.Add(0);
            counts[unitOf[set.Groups[row]]]++;
        }

        int[] starts = new int[counts.Count + 1];
        for (int unit = 0; unit < counts.Count; unit++) starts[unit + 1] = starts[unit] + counts[unit];
        int[] next = [.. starts];
        int[] rows = new int[present.Count];
        foreach (int row in present) rows[next[unitOf[set.Groups[row]]]++] = row;
        return new DrawUnits(rows, starts);
    }

    private static List<int> Present(TrainingSet set)
    {
        var present = new List<int>(set.RowCount);
        for (int row = 0; row < set.RowCount; row++)
        {
            if (set.RowWeights.IsEmpty || set.RowWeights[row] > 0) present.Add(row);
        }

        return present;
    }
}
