using Anomaly.Detection.Data;

namespace Anomaly.Detection.Explanation;

/// <summary>What one column of a row did to its score. Plain data, immutable.</summary>
public sealed record ColumnContribution
{
    private const int LongestName = 60;
    private const int LongestValue = 40;

    /// <summary>The column, as the user knows it: what its derived and one-hot features did is in it.</summary>
    public required string Column { get; init; }

    /// <summary>What stands in the row: a number, a timestamp, a class; a text that is no class as it was given.</summary>
    public required FeatureValue Value { get; init; }

    /// <summary>By how much the column moved the score away from the base value; above 0 towards an anomaly. In the unit of the breakdown's <see cref="ContributionScale"/>.</summary>
    public required double Amount { get; init; }

    /// <summary>How unusual the value is among the rows of the training; null where that is not known. Default: null.</summary>
    public ValueStanding? Standing { get; init; }

    /// <summary>The column and what stands there: <c>clicks_count = 48</c>, <c>clicks_count is missing</c>. On one line, long names and values without their middle.</summary>
    internal string Fact => $"{Short(Column, LongestName)} {(Value.Text is { } text ? "= " + (text.Length == 0 ? "\"\"" : Short(text, LongestValue)) : "is missing")}";

    /// <summary>The contribution as a sentence: <c>clicks_count = 48, higher than 99.2 % of normal rows, +0.21</c>.</summary>
    /// <returns>One line, in English and the invariant culture. Two decimals; what they would show as 0 keeps two digits of its own.</returns>
    public override string ToString() => $"{Fact}, {(Standing is null ? "" : Standing + ", ")}{AmountText.Signed(Amount)}";

    private static string Short(string text, int length) => LineText.Shorten(LineText.OneLine(text), length);
}
