using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>Rows that stand several times in one table with one label. A warning from 1 % of the rows on, unless rows say so little that chance brings as many.</summary>
internal sealed class DuplicateRowsCheck : IAuditCheck
{
    private const double WarnFrom = 0.01;

    public ImmutableArray<AuditCheck> Checks => [AuditCheck.DuplicateRows];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        if (context.Compared.Length == 0)
        {
            findings.Skip(AuditCheck.DuplicateRows, "no column is left to compare rows by");
            return;
        }

        Look(context, findings, isTest: false);
        cancellationToken.ThrowIfCancellationRequested();
        if (context.TestTable is not null) Look(context, findings, isTest: true);
    }

    private static void Look(AuditContext context, FindingList findings, bool isTest)
    {
        (int begin, int end) = isTest ? (context.Pool.TrainingCount, context.Pool.RowCount) : (0, context.Pool.TrainingCount);
        bool isLabelled = isTest ? context.IsTestLabelled : context.TrainingTable.IsLabelled;
        ReadOnlySpan<int> firstOf = context.Equal.FirstOf;

        // Per group of equal rows and label the first row of this table; −1: none yet.
        int[] normal = new int[context.Pool.RowCount], anomalous = new int[context.Pool.RowCount];
        Array.Fill(normal, -1);
        Array.Fill(anomalous, -1);
        var copies = new List<(int First, int Row)>();
        for (int row = begin; row < end; row++)
        {
            if (!context.Pool.IsReadable(row)) continue;
            ref int first = ref (isLabelled && context.IsAnomaly(row) ? anomalous : normal)[firstOf[row]];
            if (first < 0) first = row;
            else copies.Add((first, row));
        }

        if (copies.Count == 0) return;
        bool isChance = !context.Surprise.AreCopies(context.Pool, context.Compared, [.. copies.Select(copy => copy.Row)], end - begin);
        string table = isTest ? "test" : "training";
        findings.Add(new AuditFinding
        {
            Check = AuditCheck.DuplicateRows,
            Severity = !isChance && copies.Count >= WarnFrom * (end - begin) ? AuditSeverity.Warning : AuditSeverity.Note,
            Summary = $"{AuditText.Count(copies.Count)} of {AuditText.Count(end - begin, $"{table} row")} ({AuditText.Share(copies.Count, end - begin)}) "
                + $"{(copies.Count == 1 ? "repeats an earlier one" : "repeat earlier ones")}, label and all{(isChance ? "; rows say so little that chance brings as many" : "")}.",
            Advice = isTest
                ? "Remove them, or weigh each once: such rows count several times in every figure."
                : "Remove them, or keep copies on one side of every split, out-of-bag included: elsewhere a model is judged on rows that it remembers.",
            Count = copies.Count,
            Examples = [.. copies.Take(context.Options.MostExamples).Select(copy => Example(copy.First - begin, copy.Row - begin, isTest))],
            TestRows = isTest ? [.. copies.Select(copy => context.TestIndex(copy.Row))] : [],
        });
    }

    private static AuditExample Example(int first, int row, bool isTest) => isTest
        ? new AuditExample(null, row, $"equal to test row {first}")
        : new AuditExample(row, null, $"equal to training row {first}");
}
