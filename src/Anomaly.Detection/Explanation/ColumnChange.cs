using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Explanation;

/// <summary>Another value for a numeric column of a record. Plain data, immutable.</summary>
public sealed record ColumnChange
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>What stands in the record; NaN where it is missing.</summary>
    public required double From { get; init; }

    /// <summary>What it is changed to: in the range of <see cref="Lowest"/> to <see cref="Highest"/> the decimal with the fewest places that is nearest to <see cref="From"/>.</summary>
    public required double To { get; init; }

    /// <summary>The lowest value that does the same as <see cref="To"/>, other changes made: from here to <see cref="Highest"/> the probability is one. The lowest float where there is no end; whether the caller allows all of them is not asked.</summary>
    public required double Lowest { get; init; }

    /// <summary>The highest value that does the same as <see cref="To"/>; the highest float where there is no end.</summary>
    public required double Highest { get; init; }

    /// <summary>How far the value moves, in spreads of the column; see <see cref="Counterfactual.Distance"/>. Above 0.</summary>
    public required double Distance { get; init; }

    /// <summary>The change in words: <c>clicks_count 31 instead of 48</c>.</summary>
    /// <returns>A part of a sentence, in English and the invariant culture.</returns>
    public override string ToString() => $"{Column} {NumberText.Format(To)} instead of {(double.IsNaN(From) ? "missing" : NumberText.Format(From))}";
}
