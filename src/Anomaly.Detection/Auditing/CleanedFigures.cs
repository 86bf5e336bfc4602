using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Auditing;

/// <summary>Figures without the test rows of a finding. Plain data.</summary>
public sealed record CleanedFigures
{
    /// <summary>The finding whose rows are left out; null where those of all findings are.</summary>
    public required AuditFinding? Finding { get; init; }

    /// <summary>How many rows were left out.</summary>
    public required int LeftOutCount { get; init; }

    /// <summary>The figures of the rows that stay; null where they have none.</summary>
    public required EvaluationSummary? Summary { get; init; }

    /// <summary>Why there are no figures, one sentence; null where there are.</summary>
    public string? WhyNone { get; init; }
}
