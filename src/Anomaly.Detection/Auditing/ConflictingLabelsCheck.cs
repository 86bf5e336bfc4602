using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>Equal rows of one table under both labels. A warning where no model can be right on 1 % of the rows. Across tables it is <see cref="RepeatedRowsCheck"/> that looks.</summary>
internal sealed class ConflictingLabelsCheck : IAuditCheck
{
    private const double WarnFrom = 0.01;

    public ImmutableArray<AuditCheck> Checks => [AuditCheck.ConflictingLabels];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        if (context.Compared.Length == 0) findings.Skip(AuditCheck.ConflictingLabels, "no column is left to compare rows by");
        else if (!context.TrainingTable.IsLabelled && !context.IsTestLabelled) findings.Skip(AuditCheck.ConflictingLabels, "labels are missing");
        else
        {
            if (context.TrainingTable.IsLabelled) Look(context, findings, isTest: false);
            cancellationToken.ThrowIfCancellationRequested();
            if (context.TestTable is { IsLabelled: true }) Look(context, findings, isTest: true);
        }
    }

    private static void Look(AuditContext context, FindingList findings, bool isTest)
    {
        (int begin, int end) = isTest ? (context.Pool.TrainingCount, context.Pool.RowCount) : (0, context.Pool.TrainingCount);
        ReadOnlySpan<int> firstOf = context.Equal.FirstOf;
        int[] normals = new int[context.Pool.RowCount], anomalies = new int[context.Pool.RowCount];
        int[] firstNormal = new int[context.Pool.RowCount], firstAnomaly = new int[context.Pool.RowCount];
        for (int row = begin; row < end; row++)
        {
            if (!context.Pool.IsReadable(row)) continue;
            int group = firstOf[row];
            (int[] counts, int[] firsts) = context.IsAnomaly(row) ? (anomalies, firstAnomaly) : (normals, firstNormal);
            if (counts[group]++ == 0) firsts[group] = row;
        }

        int conflicting = 0, unavoidable = 0;
        var examples = new List<AuditExample>();
        for (int group = 0; group < normals.Length; group++)
        {
            if (normals[group] == 0 || anomalies[group] == 0) continue;
            conflicting += normals[group] + anomalies[group];
            unavoidable += Math.Min(normals[group], anomalies[group]);
            if (examples.Count == context.Options.MostExamples) continue;
            (int normal, int anomaly) = (firstNormal[group] - begin, firstAnomaly[group] - begin);
            examples.Add(isTest
                ? new AuditExample(null, normal, $"normal; test row {anomaly} is equal to it and an anomaly")
                : new AuditExample(normal, null, $"normal; training row {anomaly} is equal to it and an anomaly"));
        }

        if (conflicting == 0) return;
        findings.Add(new AuditFinding
        {
            Check = AuditCheck.ConflictingLabels,
            Severity = unavoidable >= WarnFrom * (end - begin) ? AuditSeverity.Warning : AuditSeverity.Note,
            Summary = $"{AuditText.Count(conflicting)} of {AuditText.Count(end - begin, $"{(isTest ? "test" : "training")} row")} ({AuditText.Share(conflicting, end - begin)}) have an equal row under the other label; "
                + $"no model can be right on {AuditText.Count(unavoidable)} of them.",
            Advice = "Find out which label is right, or record what tells these rows apart.",
            Count = conflicting,
            Examples = [.. examples],
        });
    }
}
