using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>Test rows that are training rows but for rounding or a few columns.</summary>
internal sealed class NearDuplicatesCheck : IAuditCheck
{
    /// <summary>Rows times pairs of columns: beyond, pairs are not tried. Some ten seconds.</summary>
    private const long MostPairWork = 1_000_000_000;

    public ImmutableArray<AuditCheck> Checks => [AuditCheck.NearDuplicates];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        if (!context.HasTest)
        {
            findings.Skip(AuditCheck.NearDuplicates, "there are no test rows");
            return;
        }

        if (context.Compared.Length < 2)
        {
            findings.Skip(AuditCheck.NearDuplicates, "at least two columns to compare rows by are needed");
            return;
        }

        int[][] leftOut = LeftOut(context, findings);
        var finder = new NearDuplicates(context, leftOut, cancellationToken);
        var near = new SortedDictionary<int, NearDuplicate>();
        foreach (AuditSide side in context.Sides)
        {
            foreach (NearDuplicate found in finder.Find(side, cancellationToken)) near.TryAdd(found.Row, found);
        }

        if (near.Count > 0) findings.Add(Finding(context, near));
    }

    // Each column, then each pair where they are asked for: who differs in one column does so in a pair too, but the one is the better word.
    private static int[][] LeftOut(AuditContext context, FindingList findings)
    {
        int most = Math.Min(context.Options.MostDifferingColumns, context.Compared.Length - 1);
        int[][] single = most == 0 ? [] : [.. context.Compared.Select(column => new[] { column })];
        if (most < 2) return single;
        int[][] pairs = [.. context.Compared.SelectMany(column => context.Compared.Where(other => other > column).Select(other => new[] { column, other }))];
        long rows = context.Sides.Sum(side => (long)side.Training.Length + side.Test.Length);
        if (pairs.Length * rows <= MostPairWork) return [.. single, .. pairs];
        findings.Skip(AuditCheck.NearDuplicates, $"{AuditText.Count(pairs.Length, "pair")} of columns are too many for so many rows, so rows that differ in two were not looked for");
        return single;
    }

    private static AuditFinding Finding(AuditContext context, SortedDictionary<int, NearDuplicate> near)
    {
        int[] rows = [.. near.Keys];
        int rounded = near.Values.Count(row => row.IsRounded);
        int[] kinds = [rounded, near.Values.Count(row => !row.IsRounded && row.Differing.Length == 1), near.Values.Count(row => !row.IsRounded && row.Differing.Length > 1)];
        string[] words = ["rounding", "one column", "two columns"];
        string butFor = string.Join(", ", kinds.Zip(words).Where(kind => kind.First > 0).Select(kind => $"{kind.Second} ({AuditText.Count(kind.First)})"));
        return new AuditFinding
        {
            Check = AuditCheck.NearDuplicates,
            Severity = AffectedShare.SeverityOf(context, rows),
            Summary = $"{AuditText.Count(rows.Length)} of {AuditText.Count(context.TestedRows.Length, "test row")} "
                + $"({AuditText.Share(rows.Length, context.TestedRows.Length)}) {(rows.Length == 1 ? "is a training row" : "are training rows")} but for {butFor}.",
            Advice = "Keep such rows on one side of the split: group them by what they share, or remove them; till then read the figures without them.",
            Count = rows.Length,
            Columns = context.NamesOf(near.Values.Where(row => !row.IsRounded).SelectMany(row => row.Differing).Distinct().Order()),
            Examples = [.. near.Values.Take(context.Options.MostExamples).Select(row => new AuditExample(row.TrainingRow, context.TestIndex(row.Row), TextOf(context, row)))],
            TestRows = [.. rows.Select(context.TestIndex)],
        };
    }

    private static string TextOf(AuditContext context, NearDuplicate near)
    {
        string differences = string.Join(", ", near.Differing.Take(3).Select(column => $"{context.TrainingTable.Schema[column].Name} {context.Cell(near.TrainingRow, column)} in training, {context.Cell(near.Row, column)} in test"));
        return $"{(near.IsRounded ? "equal when rounded:" : "equal but for")} {differences}{(near.Differing.Length > 3 ? ", …" : "")}";
    }
}
