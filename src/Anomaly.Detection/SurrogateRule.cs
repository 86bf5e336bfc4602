using System.Collections.Immutable;
using Anomaly.Detection.Explanation;

namespace Anomaly.Detection;

/// <summary>What a <see cref="SurrogateTree"/> says of some of the rows. Plain data, immutable.</summary>
public sealed record SurrogateRule
{
    /// <summary>What all of them have in common, one condition a feature, in the words of the user's columns; empty where they are all rows.</summary>
    public required ImmutableArray<string> Conditions { get; init; }

    /// <summary>The mean of the predictor's probabilities over them, of the rows that the tree was fitted to; in [0, 1].</summary>
    public required double Probability { get; init; }

    /// <summary>The share of them among the rows that the tree was fitted to, in (0, 1].</summary>
    public required double Share { get; init; }

    /// <summary>The rule on one line: <c>if clicks_count > 31.5 and transaction_date.hour &lt; 6 → 0.83 (1.2 % of rows)</c>.</summary>
    /// <returns>The line, in English and the invariant culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{(Conditions.IsEmpty ? "always" : "if " + Joined)} → {Probability:0.##} ({TreeFigures.Percent(Share)} of rows)");

    // "or" binds less than "and".
    private string Joined => Conditions.Length == 1 ? Conditions[0] : string.Join(" and ", Conditions.Select(condition => condition.EndsWith(" or missing", StringComparison.Ordinal) ? $"({condition})" : condition));
}
