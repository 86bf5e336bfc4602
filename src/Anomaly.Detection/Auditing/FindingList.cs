using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>Collects findings, and checks that were not made.</summary>
/// <param name="skipped">Checks that are not wanted: their findings are dropped.</param>
internal sealed class FindingList(ImmutableArray<AuditCheck> skipped)
{
    private readonly List<AuditFinding> _findings = [];
    private readonly List<(AuditCheck Check, string Reason)> _notChecked = [.. skipped.Distinct().Select(check => (check, "skipped, as the options say"))];

    /// <summary>The findings, the most severe first, then in the order of <see cref="AuditCheck"/>, then as they came.</summary>
    public ImmutableArray<AuditFinding> Sorted => [.. _findings.OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Check)];

    /// <summary>What was not checked, and why, in the order of <see cref="AuditCheck"/>.</summary>
    public ImmutableArray<string> NotChecked => [.. _notChecked.OrderBy(entry => entry.Check).Select(entry => $"{AuditText.NameOf(entry.Check)}: {entry.Reason}.")];

    public bool Wants(AuditCheck check) => !skipped.Contains(check);

    public void Add(AuditFinding finding)
    {
        if (Wants(finding.Check)) _findings.Add(finding);
    }

    public void Skip(AuditCheck check, string reason)
    {
        if (Wants(check)) _notChecked.Add((check, reason));
    }
}
