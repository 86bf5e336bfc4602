using System.Collections.Immutable;
using System.Globalization;

namespace Anomaly.Detection.Auditing;

/// <summary>Too few anomalies among the rows that are judged: fewer than 30 are a warning, fewer than 10 are severe.</summary>
/// <remarks>The measure is the half width of Wilson's interval (1927) for a recall of 0.8, 95 %: ± 0.14 with 30 anomalies, ± 0.23 with 10.</remarks>
internal sealed class TooFewAnomaliesCheck : IAuditCheck
{
    private const int WarnBelow = 30;
    private const int SevereBelow = 10;
    private const int Enough = 250;
    private const double Recall = 0.8;
    private const double Normal95 = 1.959963984540054;

    public ImmutableArray<AuditCheck> Checks => [AuditCheck.TooFewAnomalies];

    public void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken)
    {
        if (context.HasTest ? !context.IsTestLabelled : !context.TrainingTable.IsLabelled)
        {
            findings.Skip(AuditCheck.TooFewAnomalies, "labels are missing");
            return;
        }

        int count = context.HasTest ? context.TestAnomalyCount : context.TrainingTable.AnomalyCount;
        if (count >= WarnBelow) return;
        string rows = context.HasTest ? "test" : "training";
        findings.Add(new AuditFinding
        {
            Check = AuditCheck.TooFewAnomalies,
            Severity = count < SevereBelow ? AuditSeverity.Severe : AuditSeverity.Warning,
            Summary = count == 0
                ? $"The {rows} rows hold no anomaly: recall, precision and ROC-AUC are undefined."
                : string.Create(CultureInfo.InvariantCulture, $"The {rows} rows hold {AuditText.Count(count)} {(count == 1 ? "anomaly" : "anomalies")}: a recall of {Recall} would be known to ± {HalfWidth(count):0.00}."),
            Advice = string.Create(CultureInfo.InvariantCulture, $"Gather more, or read the intervals instead of the figures: ± {HalfWidth(Enough):0.00} takes {Enough} anomalies."),
            Count = count,
        });
    }

    private static double HalfWidth(int count)
    {
        double z = Normal95 * Normal95;
        return Normal95 * Math.Sqrt((Recall * (1 - Recall) / count) + (z / (4.0 * count * count))) / (1 + (z / count));
    }
}
