using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Auditing;

/// <summary>Whether a model can tell test rows from training rows.</summary>
/// <remarks>
/// Its ROC-AUC on unseen rows must be above 0.6, three standard errors of it above 0.5: a warning, however wide the gap, for figures of other rows may be honest ones. Identifiers and timestamps are left out, since
/// they differ by design; of equal rows one a table is taken, and of an entity one, for a forest tells users apart that it met. Of labelled tables anomalies are left
/// out of the one that has the greater share of them, until the shares agree: a table enriched with anomalies differs by that alone, and is meant to.
/// </remarks>
internal sealed class DistributionGapCheck : IAuditCheck
{
    private const double WarnFrom = 0.6;
    private const double Errors = 3;
    private const int FewestRows = 20;
    private const double TellingColumn = 0.55;

    public ImmutableArray<AuditCheck> Checks => [AuditCheck.DistributionGap];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        string? reason = context.TestTable is null ? "there is no test table" : context.Options.Model is null ? "no model was handed in" : null;
        if (reason is null)
        {
            var rows = JoinedRows.Of(context);
            int test = rows.Table.AnomalyCount, training = rows.Table.RowCount - test;
            if (rows.Columns.Length == 0) reason = "no column is left to tell rows by";
            else if (Math.Min(test, training) < FewestRows) reason = $"at least {FewestRows} different rows of each table are needed";
            else Look(context, rows, findings, cancellationToken);
        }

        if (reason is not null) findings.Skip(AuditCheck.DistributionGap, reason);
    }

    private static void Look(AuditContext context, JoinedRows rows, FindingList findings, CancellationToken cancellationToken)
    {
        (double area, double error) = UnseenModel.Judge(UnseenModel.Score(context.Options.Model!, rows.Table, cancellationToken), rows.Table.IsAnomaly);
        if (!(area >= WarnFrom && area - (Errors * error) > 0.5)) return;
        double[] areas = new double[rows.Columns.Length];
        Crew.Run(areas.Length, context.Threads, _ => task => areas[task] = rows.AreaOf(task), cancellationToken);
        int[] telling = [.. Enumerable.Range(0, areas.Length).Where(i => areas[i] >= TellingColumn).OrderByDescending(i => areas[i]).Take(5)];
        string most = telling.Length == 0 ? "no column alone" : string.Join(", ", telling.Select(i => $"'{rows.Table.Schema[i].Name}' {AuditText.Area(areas[i])}"));
        findings.Add(new AuditFinding
        {
            Check = AuditCheck.DistributionGap,
            Severity = AuditSeverity.Warning,
            Summary = string.Create(CultureInfo.InvariantCulture, $"Test rows can be told from training rows: ROC-AUC {AuditText.Area(area)} ± {1.96 * error:0.000}, most by {most}."),
            Advice = "Find out what differs: how the rows were chosen, prepared or when they were recorded. The figures hold for rows like the test's.",
            Count = rows.Table.RowCount,
            Columns = [.. telling.Select(i => rows.Table.Schema[i].Name)],
        });
    }
}
