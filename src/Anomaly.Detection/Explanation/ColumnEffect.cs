using System.Collections.Immutable;
using Anomaly.Detection.Data;

namespace Anomaly.Detection.Explanation;

/// <summary>What one column did to the scores of many rows. Plain data, immutable.</summary>
public sealed record ColumnEffect
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>What it holds.</summary>
    public required FeatureKind Kind { get; init; }

    /// <summary>The mean over the rows of the contribution's size, whatever its sign: what the column is worth to the model. At least 0.</summary>
    public required double MeanAbsolute { get; init; }

    /// <summary>Per row: the number, the seconds since 1970 UTC of a timestamp, or the index of the class in <see cref="Classes"/>; NaN where missing.</summary>
    public required ImmutableArray<double> Values { get; init; }

    /// <summary>Per row: the contribution.</summary>
    public required ImmutableArray<double> Amounts { get; init; }

    /// <summary>The classes of a category; empty for any other kind. Default: empty.</summary>
    public ImmutableArray<string> Classes { get; init => field = value.IsDefault ? [] : value; } = [];
}
