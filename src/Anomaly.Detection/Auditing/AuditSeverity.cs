namespace Anomaly.Detection.Auditing;

/// <summary>How much a finding bears on the figures.</summary>
public enum AuditSeverity
{
    /// <summary>Worth knowing; figures stand.</summary>
    Note,

    /// <summary>Figures may be flattered, or mean less than they seem to.</summary>
    Warning,

    /// <summary>Figures say nothing of new rows until this is mended.</summary>
    Severe,
}
