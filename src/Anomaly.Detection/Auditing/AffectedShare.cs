namespace Anomaly.Detection.Auditing;

/// <summary>How severe it is that some of the test rows are no test.</summary>
internal static class AffectedShare
{
    /// <summary>From this share of test rows, or of test anomalies, on a leak is severe: recall and the rest can be flattered by as much.</summary>
    private const double SevereFrom = 0.05;

    /// <summary>Fewer anomalies change little, however few there are.</summary>
    private const int FewestAnomalies = 3;

    /// <summary>Severe from 5 % of the test rows, or of the test anomalies but three at least, on; else a warning.</summary>
    /// <param name="context">The tables.</param>
    /// <param name="rows">Test rows concerned, as rows of the pool.</param>
    public static AuditSeverity SeverityOf(AuditContext context, IReadOnlyCollection<int> rows)
    {
        if (rows.Count >= SevereFrom * context.TestedRows.Length) return AuditSeverity.Severe;
        if (!context.IsTestLabelled) return AuditSeverity.Warning;
        int anomalies = rows.Count(context.IsAnomaly);
        return anomalies >= FewestAnomalies && anomalies >= SevereFrom * context.TestAnomalyCount ? AuditSeverity.Severe : AuditSeverity.Warning;
    }
}
