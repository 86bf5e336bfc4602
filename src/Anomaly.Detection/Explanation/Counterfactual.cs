using System.Collections.Immutable;

namespace Anomaly.Detection.Explanation;

/// <summary>A change of a record that takes it under the threshold. Plain data, immutable.</summary>
/// <remarks>
/// Wachter, Mittelstadt and Russell, "Counterfactual explanations without opening the black box" (2017), with their measure of distance: absolute changes, each divided by the spread of its
/// column, added. It says what the model would have answered, not what would happen in the world.
/// </remarks>
public sealed record Counterfactual
{
    /// <summary>The columns that change, one or two, in the order of the model's columns. None of them could stay as it is.</summary>
    public required ImmutableArray<ColumnChange> Changes { get; init; }

    /// <summary>The probability of the changed record, below the threshold.</summary>
    public required double Probability { get; init; }

    /// <summary>
    /// How far the record moves: the sum over the changes of |to − from| / spread. The spread of a column is the distance of the quartiles of the thresholds that the forest has on it. A
    /// missing value counts as the median of those thresholds, plus 1 for that it was missing.
    /// </summary>
    public required double Distance { get; init; }

    /// <summary>The change as a sentence: <c>clicks_count 31 instead of 48: probability 0.21, no alert</c>.</summary>
    /// <returns>One line, in English and the invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{string.Join(" and ", Changes)}: probability {Probability:0.####}, no alert");
}
