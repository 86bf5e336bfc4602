using System.Collections.Immutable;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection;

/// <summary>What would change a prediction. Plain data, immutable.</summary>
public sealed record CounterfactualResult
{
    /// <summary>What the detector says of the record as it is.</summary>
    public required AnomalyPrediction Prediction { get; init; }

    /// <summary>The changes that take the record under the threshold, the nearest first, each of other columns; empty where there is none.</summary>
    public required ImmutableArray<Counterfactual> Counterfactuals { get; init; }

    /// <summary>Why there is no change to propose, as a sentence; null where there is one.</summary>
    public string? Refusal { get; init; }

    /// <summary>The changes, a sentence a line, or the reason why there is none.</summary>
    /// <returns>Lines without a line break at the end, in English and the invariant culture.</returns>
    public override string ToString() => Refusal ?? string.Join('\n', Counterfactuals);
}
