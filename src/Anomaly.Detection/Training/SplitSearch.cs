using System.Globalization;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Training;

/// <summary>How the best split of a node is looked for. The default of the type is <see cref="Auto"/>.</summary>
public readonly record struct SplitSearch
{
    /// <summary>The most bins that <see cref="Binned"/> takes; also what <see cref="Auto"/> uses.</summary>
    public const int MostBins = 255;

    // Below, both take about the same time, and exact search has nothing to explain.
    private const int RowsWorthBinning = 1_000;

    private readonly Rule _rule;

    private SplitSearch(Rule rule, int maxBins = 0)
    {
        _rule = rule;
        MaxBins = maxBins;
    }

    private enum Rule
    {
        Auto,
        Exact,
        Binned,
        Random,
    }

    /// <summary><see cref="Binned"/> with 255 bins for tables of 1,000 rows and more; <see cref="Exact"/> for smaller ones, and where rows have weights of their own.</summary>
    public static SplitSearch Auto => new(Rule.Auto);

    /// <summary>Every cut between two neighbouring values of a node is looked at.</summary>
    public static SplitSearch Exact => new(Rule.Exact);

    /// <summary>
    /// One cut for each drawn feature, drawn between its smallest and largest value in the node; the best of them wins: extremely randomised trees. With
    /// <see cref="RandomForestOptions.Bootstrap"/> off, as the original has it.
    /// </summary>
    /// <remarks>Geurts, Ernst and Wehenkel, "Extremely randomized trees" (2006); scikit-learn's <c>ExtraTreesClassifier</c>.</remarks>
    public static SplitSearch Random => new(Rule.Random);

    /// <summary>Most bins of a feature; 0 unless the search is binned.</summary>
    public int MaxBins { get; }

    internal bool IsBinned => _rule == Rule.Binned;

    internal bool IsRandom => _rule == Rule.Random;

    /// <summary>
    /// In nodes of more than 64 rows only cuts between bins are looked at, and the best of them is moved to the best cut between the values in the two
    /// bins beside it; in smaller nodes all cuts are. A feature with at most <paramref name="maxBins"/> different values loses nothing.
    /// </summary>
    /// <param name="maxBins">Most bins of a feature, in [2, 255].</param>
    /// <returns>The rule.</returns>
    /// <exception cref="OptionsException">Out of range.</exception>
    public static SplitSearch Binned(int maxBins = MostBins) => new(Rule.Binned, OptionGuard.Within(2, MostBins, maxBins, nameof(SplitSearch)));

    /// <summary>The search for a table: this one, or what <see cref="Auto"/> chooses.</summary>
    internal SplitSearch Resolve(int rowCount, bool rowsOfAClassWeighTheSame)
    {
        if (_rule != Rule.Auto) return this;
        return rowsOfAClassWeighTheSame && rowCount >= RowsWorthBinning ? Binned() : Exact;
    }

    /// <summary>The rule as text: <c>auto</c>, <c>exact</c>, <c>random</c>, or <c>binned 255</c>.</summary>
    /// <inheritdoc/>
    public override string ToString() => _rule switch
    {
        Rule.Auto => "auto",
        Rule.Exact => "exact",
        Rule.Random => "random",
        _ => string.Create(CultureInfo.InvariantCulture, $"binned {MaxBins}"),
    };
}
