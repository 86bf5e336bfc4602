using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>Columns that hold one value in all training rows, or none: no model can use them. A note.</summary>
internal sealed class ConstantColumnCheck : IAuditCheck
{
    public ImmutableArray<AuditCheck> Checks => [AuditCheck.ConstantColumn];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        int rowCount = context.TrainingTable.RowCount;
        if (rowCount < 2)
        {
            findings.Skip(AuditCheck.ConstantColumn, "one row says nothing of it");
            return;
        }

        int[] constant = [.. context.Columns.Where(column => !context.Pool.Keys(column)[..rowCount].ContainsAnyExcept(context.Pool.Keys(column)[0]))];
        if (constant.Length == 0) return;
        int[] varying = [.. constant.Where(column => context.Pool.Keys(column)[rowCount..].ContainsAnyExcept(context.Pool.Keys(column)[0]))];
        ImmutableArray<string> names = context.NamesOf(constant);
        string test = varying.Length == 0 ? "" : $"; in the test {AuditText.Names(context.NamesOf(varying))} {(varying.Length == 1 ? "varies" : "vary")}";
        findings.Add(new AuditFinding
        {
            Check = AuditCheck.ConstantColumn,
            Severity = AuditSeverity.Note,
            Summary = $"{(names.Length == 1 ? "Column" : "Columns")} {AuditText.Names(names)} {(names.Length == 1 ? "holds" : "hold")} one value in all training rows{test}.",
            Advice = "Leave it out, or find out why nothing else was recorded.",
            Count = names.Length,
            Columns = names,
        });
    }
}
