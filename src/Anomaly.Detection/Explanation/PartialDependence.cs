using System.Collections.Immutable;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Explanation;

/// <summary>How a model's probability follows one column, all else of each row left as it is. Plain data, immutable.</summary>
/// <remarks>Friedman, "Greedy function approximation" (2001); the single curves are those of Goldstein et al., "Peeking inside the black box" (2015).</remarks>
public sealed record PartialDependence
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>What it holds.</summary>
    public required FeatureKind Kind { get; init; }

    /// <summary>How many rows the means are over.</summary>
    public required int RowCount { get; init; }

    /// <summary>The mean curve: numbers and timestamps in ascending order, classes in theirs.</summary>
    public required ImmutableArray<DependencePoint> Points { get; init; }

    /// <summary>Curves of single rows, each with one probability per point; empty where none were asked for. Default: empty.</summary>
    public ImmutableArray<ImmutableArray<double>> Curves { get; init => field = value.IsDefault ? [] : value; } = [];
}
