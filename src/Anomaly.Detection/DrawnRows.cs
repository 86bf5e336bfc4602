using Anomaly.Detection.Data;

namespace Anomaly.Detection;

/// <summary>Some rows of a labelled table that stand for all.</summary>
internal static class DrawnRows
{
    private const ulong Seed = 42;

    /// <summary>The table, or about as many of its rows as asked for: of each class its share, or, where that leaves a class without a row, those at even steps.</summary>
    public static Table Of(Table table, int most) => table.RowCount <= most ? table : Stratified(table, most) ?? table.Select(EvenRows.Pick(table.RowCount, most));

    /// <summary>About as many rows as asked for, of each class its share; null where a class would be left without a row.</summary>
    public static Table? Stratified(Table table, int most)
    {
        double share = (double)most / table.RowCount;
        return IsDivided(table.AnomalyCount, share) && IsDivided(table.RowCount - table.AnomalyCount, share)
            ? table.Select(Splits.StratifiedHoldOut(table.IsAnomaly, share, Seed).Test.AsSpan())
            : null;
    }

    // Of a class some rows are drawn, and some are not: the split would refuse all else.
    private static bool IsDivided(int count, double share) => Math.Floor((count * share) + 0.5) is var drawn && drawn >= 1 && drawn < count;
}
