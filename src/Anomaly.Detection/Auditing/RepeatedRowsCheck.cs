using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>Test rows that are training rows, and those of them that have another label there.</summary>
/// <remarks>
/// A row is relabelled when every training row equal to it has the other label. Where rows say so little that as many would agree by chance
/// (<see cref="Surprise"/>), the finding is a note.
/// </remarks>
internal sealed class RepeatedRowsCheck : IAuditCheck
{
    public ImmutableArray<AuditCheck> Checks => [AuditCheck.RepeatedRows, AuditCheck.RelabelledRows];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        bool hasLabels = context.TrainingTable.IsLabelled && context.IsTestLabelled;
        string? reason = !context.HasTest ? "there are no test rows" : context.Compared.Length == 0 ? "no column is left to compare rows by" : null;
        foreach (AuditCheck check in Checks)
        {
            if (reason is not null) findings.Skip(check, reason);
        }

        if (reason is not null) return;
        if (!hasLabels) findings.Skip(AuditCheck.RelabelledRows, "labels are missing");

        // By test row; of a row that is tested in several folds the first counts, and another label only where every fold has it.
        var matches = new SortedDictionary<int, Match>();
        int[] normalRow = new int[context.Pool.RowCount], anomalousRow = new int[context.Pool.RowCount];
        Array.Fill(normalRow, -1);
        Array.Fill(anomalousRow, -1);
        foreach (AuditSide side in context.Sides)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Find(context, side, hasLabels, normalRow, anomalousRow, matches);
        }

        if (matches.Count == 0) return;
        int[] repeated = [.. matches.Keys];
        int[] relabelled = [.. matches.Where(match => match.Value.IsRelabelled).Select(match => match.Key)];
        AuditSeverity severity = context.Surprise.AreCopies(context.Pool, context.Compared, repeated, context.Pool.TrainingCount) ? AffectedShare.SeverityOf(context, repeated) : AuditSeverity.Note;
        if (relabelled.Length < repeated.Length) findings.Add(Repeated(context, matches, repeated, relabelled.Length, severity));
        if (relabelled.Length > 0) findings.Add(Relabelled(context, matches, relabelled, severity == AuditSeverity.Note ? severity : AffectedShare.SeverityOf(context, relabelled)));
    }

    private static void Find(AuditContext context, AuditSide side, bool hasLabels, int[] normalRow, int[] anomalousRow, SortedDictionary<int, Match> matches)
    {
        ReadOnlySpan<int> firstOf = context.Equal.FirstOf;
        foreach (int row in side.Training)
        {
            if (!context.Pool.IsReadable(row)) continue;
            int[] known = hasLabels && context.IsAnomaly(row) ? anomalousRow : normalRow;
            if (known[firstOf[row]] < 0) known[firstOf[row]] = row;
        }

        foreach (int row in side.Test)
        {
            int normal = normalRow[firstOf[row]], anomalous = anomalousRow[firstOf[row]];
            if (!context.Pool.IsReadable(row) || (normal < 0 && anomalous < 0)) continue;
            (int same, int other) = hasLabels && context.IsAnomaly(row) ? (anomalous, normal) : (normal, anomalous);
            bool isRelabelled = same < 0;
            if (matches.TryGetValue(row, out Match earlier)) matches[row] = earlier with { IsRelabelled = earlier.IsRelabelled && isRelabelled };
            else matches.Add(row, new Match(isRelabelled ? other : same, isRelabelled));
        }

        foreach (int row in side.Training) normalRow[firstOf[row]] = anomalousRow[firstOf[row]] = -1;
    }

    private static AuditFinding Repeated(AuditContext context, SortedDictionary<int, Match> matches, int[] rows, int relabelledCount, AuditSeverity severity)
    {
        bool isAll = rows.Length == context.TestedRows.Length;
        string summary = isAll
            ? $"The test rows are the training rows: {AuditText.Count(rows.Length)} of {AuditText.Count(rows.Length)}"
            : $"{AuditText.Count(rows.Length)} of {AuditText.Count(context.TestedRows.Length, "test row")} ({AuditText.Share(rows.Length, context.TestedRows.Length)}) {AuditText.Are(rows.Length)} also among the training rows";
        if (relabelledCount > 0) summary += $", {AuditText.Count(relabelledCount)} with another label";
        if (severity == AuditSeverity.Note) summary += "; rows say so little that chance brings as many";
        return new AuditFinding
        {
            Check = AuditCheck.RepeatedRows,
            Severity = severity,
            Summary = summary + ".",
            Advice = isAll
                ? "Judge on rows that took no part in training: these figures are what the model remembers."
                : "Remove these rows from one of the tables, and split before rows are copied; till then read the figures without them.",
            Count = rows.Length,
            Examples = ExamplesOf(context, matches, rows),
            TestRows = [.. rows.Select(context.TestIndex)],
        };
    }

    private static AuditFinding Relabelled(AuditContext context, SortedDictionary<int, Match> matches, int[] rows, AuditSeverity severity) => new()
    {
        Check = AuditCheck.RelabelledRows,
        Severity = severity,
        Summary = $"{AuditText.Count(rows.Length)} of {AuditText.Count(context.TestedRows.Length, "test row")} ({AuditText.Share(rows.Length, context.TestedRows.Length)}) {AuditText.Are(rows.Length)} among the training rows with another label.",
        Advice = "Find out which label is right: no model that learned the one can be right on the other.",
        Count = rows.Length,
        Examples = ExamplesOf(context, matches, rows),
        TestRows = [.. rows.Select(context.TestIndex)],
    };

    private static ImmutableArray<AuditExample> ExamplesOf(AuditContext context, SortedDictionary<int, Match> matches, int[] rows) =>
    [
        .. rows.Take(context.Options.MostExamples).Select(row => new AuditExample(
            matches[row].TrainingRow,
            context.TestIndex(row),
            $"equal in all {AuditText.Count(context.Compared.Length, "compared column")}{(matches[row].IsRelabelled ? $"; {AuditText.Label(!context.IsAnomaly(row))} in training, {AuditText.Label(context.IsAnomaly(row))} in test" : "")}")),
    ];

    private readonly record struct Match(int TrainingRow, bool IsRelabelled);
}
