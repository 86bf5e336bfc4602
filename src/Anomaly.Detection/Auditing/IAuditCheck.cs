using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>Looks for one kind of fault. Without state: everything is in the context.</summary>
internal interface IAuditCheck
{
    /// <summary>What it may find.</summary>
    ImmutableArray<AuditCheck> Checks { get; }

    /// <summary>Looks, and adds what it finds, or why it cannot look.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    void Run(AuditContext context, FindingList findings, CancellationToken cancellationToken);
}
