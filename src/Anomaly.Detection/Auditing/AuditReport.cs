using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>What an audit found. Plain data.</summary>
public sealed record AuditReport
{
    /// <summary>The number of training rows.</summary>
    public required int TrainingRowCount { get; init; }

    /// <summary>The anomalies among them; null where they carry no labels.</summary>
    public required int? TrainingAnomalyCount { get; init; }

    /// <summary>The number of test rows; null where there is no test table.</summary>
    public required int? TestRowCount { get; init; }

    /// <summary>The anomalies among them; null where there is no test table or it carries no labels.</summary>
    public required int? TestAnomalyCount { get; init; }

    /// <summary>The findings, the most severe first.</summary>
    public required ImmutableArray<AuditFinding> Findings { get; init; }

    /// <summary>Checks that were not made, and why, one sentence each. Default: none.</summary>
    public ImmutableArray<string> NotChecked { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Whether a finding says that the figures mean nothing for new rows.</summary>
    public bool HasSevere => Findings.Any(finding => finding.Severity == AuditSeverity.Severe);

    /// <summary>The report for people: one line of what was looked at, two lines a finding, and what was not checked.</summary>
    /// <returns>Lines with line feeds between them, none at the end; the same in every culture.</returns>
    public override string ToString() => AuditReportText.Write(this);
}
