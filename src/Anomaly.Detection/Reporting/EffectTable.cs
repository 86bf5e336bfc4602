using Anomaly.Detection.Data;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection.Reporting;

/// <summary>The scatter of <see cref="EffectPicture"/> as a short table: the mean contribution of ranges of values, or of classes.</summary>
internal static class EffectTable
{
    private const int MostRanges = 8;

    /// <summary>Numbers in ascending order, in ranges of about as many rows each, equal values together; classes as <see cref="EffectPicture.Classes"/> has them. Missing values come last.</summary>
    public static IEnumerable<EffectRow> Of(ColumnEffect effect) =>
        effect.Kind == FeatureKind.Categorical
            ? EffectPicture.Classes(effect).Take(EffectPicture.MostClasses).Select(rows => Row(effect, [.. rows]))
            : Ranges(effect).Select(rows => Row(effect, rows));

    private static IEnumerable<int[]> Ranges(ColumnEffect effect)
    {
        int[] present = [.. Enumerable.Range(0, effect.Values.Length).Where(row => !double.IsNaN(effect.Values[row])).OrderBy(row => effect.Values[row])];
        for (int from = 0, range = 1; from < present.Length; range++)
        {
            int to = Math.Max((int)((long)present.Length * range / MostRanges), from);
            while (to > from && to < present.Length && effect.Values[present[to]] == effect.Values[present[to - 1]]) to++;
            if (to > from) yield return present[from..to];
            from = to;
        }

        int[] missing = [.. Enumerable.Range(0, effect.Values.Length).Where(row => double.IsNaN(effect.Values[row]))];
        if (missing.Length > 0) yield return missing;
    }

    private static EffectRow Row(ColumnEffect effect, int[] rows)
    {
        string least = ValueText.Of(effect, effect.Values[rows[0]]), greatest = ValueText.Of(effect, effect.Values[rows[^1]]);
        double sum = 0;
        foreach (int row in rows) sum += effect.Amounts[row];
        return new EffectRow(least == greatest ? least : $"{least} to {greatest}", rows.Length, sum / rows.Length);
    }
}
