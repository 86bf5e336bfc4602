using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>Entities, such as users, that have rows in training and in test. A warning from 1 % of the test rows on.</summary>
internal sealed class SharedEntitiesCheck : IAuditCheck
{
    private const double WarnFrom = 0.01;

    public ImmutableArray<AuditCheck> Checks => [AuditCheck.SharedEntities];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        if (!context.HasTest) findings.Skip(AuditCheck.SharedEntities, "there are no test rows");
        else if (context.Entity < 0) findings.Skip(AuditCheck.SharedEntities, "no column that says whose a row is was named, and there is not exactly one of repeating identifiers");
        else Look(context, findings, cancellationToken);
    }

    private static void Look(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        ReadOnlySpan<ulong> keys = context.Pool.Keys(context.Entity);
        var shared = new HashSet<ulong>();
        var tested = new HashSet<ulong>();
        var rows = new SortedDictionary<int, int>();
        foreach (AuditSide side in context.Sides)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var firstRow = new Dictionary<ulong, int>();
            foreach (int row in side.Training) firstRow.TryAdd(keys[row], row);
            firstRow.Remove(RowPool.Missing);
            foreach (int row in side.Test)
            {
                if (keys[row] != RowPool.Missing) tested.Add(keys[row]);
                if (!firstRow.TryGetValue(keys[row], out int training)) continue;
                shared.Add(keys[row]);
                rows.TryAdd(row, training);
            }
        }

        if (shared.Count == 0) return;
        string column = context.TrainingTable.Schema[context.Entity].Name;
        findings.Add(new AuditFinding
        {
            Check = AuditCheck.SharedEntities,
            Severity = rows.Count >= WarnFrom * context.TestedRows.Length ? AuditSeverity.Warning : AuditSeverity.Note,
            Summary = $"{AuditText.Count(shared.Count)} of {AuditText.Count(tested.Count)} values of '{column}' in the test are also in training: "
                + $"{AuditText.Count(rows.Count)} of {AuditText.Count(context.TestedRows.Length, "test row")} ({AuditText.Share(rows.Count, context.TestedRows.Length)}).",
            Advice = $"Split by '{column}' if the model is to judge ones that it has never seen.",
            Count = shared.Count,
            Columns = [column],
            Examples = [.. rows.Take(context.Options.MostExamples).Select(pair => new AuditExample(pair.Value, context.TestIndex(pair.Key), $"{column} {context.Cell(pair.Key, context.Entity)} is in both"))],
            TestRows = [.. rows.Keys.Select(context.TestIndex)],
        });
    }
}
