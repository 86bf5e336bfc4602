using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>Test rows that are earlier than the last training row, where the split claims to be in the order of time. A warning from 1 % of the test rows on.</summary>
internal sealed class TimeOverlapCheck : IAuditCheck
{
    private const double WarnFrom = 0.01;

    public ImmutableArray<AuditCheck> Checks => [AuditCheck.TimeOverlap];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        if (!context.HasTest) findings.Skip(AuditCheck.TimeOverlap, "there are no test rows");
        else if (context.Options.TimeColumn is null) findings.Skip(AuditCheck.TimeOverlap, "no column of time was named, so the split does not claim to be in its order");
        else Look(context, context.TrainingTable.Schema.IndexOf(context.Options.TimeColumn), findings);
    }

    private static void Look(AuditContext context, int column, FindingList findings)
    {
        ReadOnlySpan<ulong> keys = context.Pool.Keys(column);
        var rows = new SortedDictionary<int, int>();
        foreach (AuditSide side in context.Sides)
        {
            int last = -1;
            foreach (int row in side.Training)
            {
                if (keys[row] != RowPool.Missing && (last < 0 || RowPool.NumberOf(keys[row]) > RowPool.NumberOf(keys[last]))) last = row;
            }

            if (last < 0) continue;
            double end = RowPool.NumberOf(keys[last]);
            foreach (int row in side.Test)
            {
                if (RowPool.NumberOf(keys[row]) < end) rows.TryAdd(row, last);
            }
        }

        if (rows.Count == 0) return;
        string name = context.TrainingTable.Schema[column].Name;
        findings.Add(new AuditFinding
        {
            Check = AuditCheck.TimeOverlap,
            Severity = rows.Count >= WarnFrom * context.TestedRows.Length ? AuditSeverity.Warning : AuditSeverity.Note,
            Summary = $"{AuditText.Count(rows.Count)} of {AuditText.Count(context.TestedRows.Length, "test row")} ({AuditText.Share(rows.Count, context.TestedRows.Length)}) {AuditText.Are(rows.Count)} earlier by '{name}' than the last training row.",
            Advice = "Train on what came before the first test row only: the model knows a future that it will not know in use.",
            Count = rows.Count,
            Columns = [name],
            Examples = [.. rows.Take(context.Options.MostExamples).Select(pair => new AuditExample(pair.Value, context.TestIndex(pair.Key), $"{name} is {context.Cell(pair.Key, column)}, in training up to {context.Cell(pair.Value, column)}"))],
            TestRows = [.. rows.Keys.Select(context.TestIndex)],
        });
    }
}
