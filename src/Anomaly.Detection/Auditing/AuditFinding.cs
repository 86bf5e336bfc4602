using System.Collections.Immutable;

namespace Anomaly.Detection.Auditing;

/// <summary>One thing that is wrong, or worth knowing, of an evaluation. Plain data.</summary>
public sealed record AuditFinding
{
    /// <summary>What was looked for.</summary>
    public required AuditCheck Check { get; init; }

    /// <summary>How much it bears on the figures.</summary>
    public required AuditSeverity Severity { get; init; }

    /// <summary>What was found, with counts: one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>What to do: one sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>How many were found: rows, or columns, or entities, as the summary says.</summary>
    public required int Count { get; init; }

    /// <summary>Names of the columns concerned. Default: none.</summary>
    public ImmutableArray<string> Columns { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Some of the rows, the first ones. Default: none.</summary>
    public ImmutableArray<AuditExample> Examples { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Indexes of the test rows concerned, rising: figures can be taken again without them. Default: none.</summary>
    public ImmutableArray<int> TestRows { get; init => field = value.IsDefault ? [] : value; } = [];
}
