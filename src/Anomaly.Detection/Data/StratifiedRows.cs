using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Data;

/// <summary>Deals the rows of each class on its own, so that every part has its share of both.</summary>
internal static class StratifiedRows
{
    private const int Train = 0, Test = 1;

    /// <summary>Deals rows in turn: the k-th row of a class goes to part k mod parts.</summary>
    public static RowAssignment InTurn(ReadOnlySpan<bool> isAnomaly, int parts, ulong? seed)
    {
        int[] partOfRow = new int[isAnomaly.Length];
        foreach (bool ofClass in (ReadOnlySpan<bool>)[false, true])
        {
            int[] rows = RowsOf(isAnomaly, ofClass, seed);
            for (int k = 0; k < rows.Length; k++) partOfRow[rows[k]] = k % parts;
        }

        return new RowAssignment(partOfRow, parts);
    }

    /// <summary>Draws the share of each class, rounded to whole rows, into part 1.</summary>
    public static RowAssignment Drawn(ReadOnlySpan<bool> isAnomaly, double share, ulong seed)
    {
        int[] partOfRow = new int[isAnomaly.Length];
        foreach (bool ofClass in (ReadOnlySpan<bool>)[false, true])
        {
            int[] rows = RowsOf(isAnomaly, ofClass, seed);
            int drawn = (int)Math.Round(rows.Length * share, MidpointRounding.AwayFromZero);
            for (int k = 0; k < rows.Length; k++) partOfRow[rows[k]] = k < drawn ? Test : Train;
        }

        return new RowAssignment(partOfRow, 2);
    }

    // In table order without a seed; each class has a random stream of its own, so one does not stir the other.
    private static int[] RowsOf(ReadOnlySpan<bool> isAnomaly, bool ofClass, ulong? seed)
    {
        int[] rows = new int[isAnomaly.Count(ofClass)];
        int next = 0;
        for (int row = 0; row < isAnomaly.Length; row++)
        {
            if (isAnomaly[row] == ofClass) rows[next++] = row;
        }

        if (seed is { } given) new RandomStream(given, ofClass ? 1UL : 0UL).Shuffle<int>(rows);
        return rows;
    }
}
