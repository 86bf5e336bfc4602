using System.Collections.Immutable;

namespace Anomaly.Detection.Explanation;

/// <summary>What drives a model: the contributions of all columns to the scores of many rows. Plain data, immutable.</summary>
public sealed record GlobalExplanation
{
    /// <summary>What contributions are counted in.</summary>
    public required ContributionScale Scale { get; init; }

    /// <summary>What contributions count from.</summary>
    public required double BaseValue { get; init; }

    /// <summary>How many rows were explained.</summary>
    public required int RowCount { get; init; }

    /// <summary>One entry per column that feeds the model, the greatest mean size first, equals in the order of the columns.</summary>
    public required ImmutableArray<ColumnEffect> Columns { get; init; }

    /// <summary>The columns as bars for a console, each as long as its mean size.</summary>
    /// <param name="width">Most characters a line, at least 50; names are shortened to fit. Default: 100.</param>
    /// <param name="mostColumns">Most columns that are shown, at least 1; a line tells of the others. Default: all.</param>
    /// <returns>Lines parted by line feeds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The width is below 50, or the number of columns below 1.</exception>
    public string ToText(int width = 100, int mostColumns = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 50);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostColumns, 1);
        return EffectText.Of(this, width, mostColumns);
    }
}
