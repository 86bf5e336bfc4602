using System.Collections.Immutable;

namespace Anomaly.Detection.Explanation;

/// <summary>How a model's probability follows two columns together, all else of each row left as it is. Plain data, immutable.</summary>
public sealed record PairDependence
{
    /// <summary>The first column alone.</summary>
    public required PartialDependence First { get; init; }

    /// <summary>The second column alone.</summary>
    public required PartialDependence Second { get; init; }

    /// <summary>The mean probability with both columns set: [i][j] at point i of <see cref="First"/> and point j of <see cref="Second"/>.</summary>
    public required ImmutableArray<ImmutableArray<double>> Means { get; init; }
}
