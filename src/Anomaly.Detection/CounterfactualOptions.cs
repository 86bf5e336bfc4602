using System.Collections.Immutable;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection;

/// <summary>Which changes <see cref="AnomalyDetectionPredictor.FindCounterfactuals(IReadOnlyDictionary{string, Data.FeatureValue}, CounterfactualOptions?, CancellationToken)"/> may propose.</summary>
public sealed record CounterfactualOptions
{
    /// <summary>Names of columns that must not move. Categories, timestamps and identifiers never do. Default: none.</summary>
    /// <exception cref="OptionsException">Null, or a name is empty.</exception>
    public IReadOnlyList<string> Fixed { get; init => field = Checked(value ?? throw new OptionsException(nameof(Fixed), "a list", "null")); } = ImmutableArray<string>.Empty;

    /// <summary>
    /// By name of a numeric column, the values it may be given. Default: empty. A column that is not named may be given any, but none below 0 where the record's value is not below 0 and
    /// no threshold of the forest is.
    /// </summary>
    /// <exception cref="OptionsException">Null, or a range is null.</exception>
    public IReadOnlyDictionary<string, AllowedRange> Ranges { get; init => field = Checked(value ?? throw new OptionsException(nameof(Ranges), "a dictionary", "null")); } = ImmutableSortedDictionary<string, AllowedRange>.Empty;

    /// <summary>Most columns that change at once, 1 or 2. Default: 2.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MostColumns { get; init => field = OptionGuard.Within(1, 2, value); } = 2;

    /// <summary>Most changes that are given back, each of other columns; at least 1. Default: 3.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public int MostResults { get; init => field = OptionGuard.AtLeast(1, value); } = 3;

    /// <summary>Whether both allow the same; lists are compared item by item.</summary>
    /// <inheritdoc/>
    public bool Equals(CounterfactualOptions? other) =>
        other is not null
        && MostColumns == other.MostColumns
        && MostResults == other.MostResults
        && Fixed.SequenceEqual(other.Fixed, StringComparer.Ordinal)
        && Ranges.SequenceEqual(other.Ranges);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MostColumns, MostResults, Fixed.Count, Ranges.Count);

    private static ImmutableArray<string> Checked(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (string.IsNullOrEmpty(name)) throw new OptionsException(nameof(Fixed), "names of columns", name is null ? "null" : "an empty text");
        }

        return [.. names];
    }

    private static ImmutableSortedDictionary<string, AllowedRange> Checked(IReadOnlyDictionary<string, AllowedRange> ranges)
    {
        foreach ((string name, AllowedRange range) in ranges)
        {
            if (range is null) throw new OptionsException(nameof(Ranges), "a range per column", $"null for {name}");
        }

        return ranges.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
