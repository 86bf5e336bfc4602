using System.Collections.Immutable;

namespace Anomaly.Detection.Explanation;

/// <summary>The score of a row, taken apart: base value + contributions = value. Plain data, immutable.</summary>
public sealed record ScoreBreakdown
{
    /// <summary>What the numbers are counted in.</summary>
    public required ContributionScale Scale { get; init; }

    /// <summary>What contributions count from: the mean of the rows of the training, or of the background.</summary>
    public required double BaseValue { get; init; }

    /// <summary>What they count to: the row's own, <see cref="BaseValue"/> + the amounts of <see cref="Contributions"/>, up to rounding.</summary>
    public required double Value { get; init; }

    /// <summary>One entry per column that feeds the model, the greatest in amount first, equals in the order of the columns.</summary>
    public required ImmutableArray<ColumnContribution> Contributions { get; init; }

    /// <summary>The breakdown as a waterfall for a console: base value, a line per column (of more than eleven the first ten, the rest as one), value.</summary>
    /// <param name="width">Most characters a line, at least 50; names are shortened to fit. Default: 100.</param>
    /// <returns>Lines parted by line feeds; <c>+</c> and <c>-</c> draw the way from the base value to the row's.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 50.</exception>
    public string ToText(int width = 100)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 50);
        return WaterfallText.Of(this, width);
    }
}
