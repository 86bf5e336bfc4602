using Anomaly.Detection.Auditing;
using Anomaly.Detection.Evaluation;

namespace Anomaly.Detection.Reporting;

/// <summary>Figures that stand beside those of the judged rows: of another source, or of the same rows without those that a finding concerns. Plain data.</summary>
public sealed record ReportedEvaluation
{
    /// <summary>What was judged, short enough for the heading of a column: <c>out of bag</c>, <c>without 120 repeated rows</c>.</summary>
    public required string Label { get; init; }

    /// <summary>The figures; null where there are none, and <see cref="Reason"/> says why.</summary>
    public required EvaluationSummary? Summary { get; init; }

    /// <summary>Why there are no figures, one sentence. Default: null.</summary>
    public string? Reason { get; init; }

    /// <summary>The finding whose rows were left out; null where none were. Default: null.</summary>
    public AuditCheck? Without { get; init; }

    /// <summary>Whether the figures say something of rows the model was not fitted to, by their source; a report also looks for rows of a severe finding among them.</summary>
    public bool IsPerformance => Summary is { Source: not ScoreSource.Training };
}
