using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;

namespace Anomaly.Detection.Preprocessing;

/// <summary>How columns become features. Immutable; every option checks its own range when it is set.</summary>
public sealed record FeatureEncoderOptions
{
    /// <summary>The most classes a column may keep: a class code is a float, and floats count exactly up to here.</summary>
    public const int MostCategories = 1 << 24;

    private const TimestampFeatures AllTimestampFeatures = TimestampFeatures.HourOfDay | TimestampFeatures.DayOfWeek | TimestampFeatures.ElapsedDays;

    /// <summary>The defaults, as listed at each option.</summary>
    public static FeatureEncoderOptions Default { get; } = new();

    /// <summary>How categorical columns are encoded. Default <see cref="CategoryEncoding.Ordinal"/>.</summary>
    /// <exception cref="OptionsException">The value is not defined.</exception>
    public CategoryEncoding CategoryEncoding { get; init => field = OptionGuard.Defined(value); }

    /// <summary>Encodings of single columns, by name (compared ordinally), that differ from <see cref="CategoryEncoding"/>. Default none.</summary>
    /// <exception cref="OptionsException">The dictionary is null, or a value is not defined.</exception>
    public IReadOnlyDictionary<string, CategoryEncoding> ColumnEncodings { get; init => field = Checked(value ?? throw new OptionsException(nameof(ColumnEncodings), "a dictionary", "null")); } = ImmutableDictionary<string, CategoryEncoding>.Empty;

    /// <summary>The fewest training rows that make a class; a rarer text is read as missing. At least 1, the default. 5 keeps texts that name a person out of the model file.</summary>
    /// <exception cref="OptionsException">The value is below 1.</exception>
    public int MinCategoryCount { get; init => field = OptionGuard.AtLeast(1, value); } = 1;

    /// <summary>The most classes per column; of more the most frequent are kept, the others read as missing. 1 to 16,777,216. Default 10,000.</summary>
    /// <exception cref="OptionsException">The value is out of range.</exception>
    public int MaxCategories { get; init => field = CheckedCategories(value); } = 10_000;

    /// <summary>What fills missing values of features made from numeric and timestamp columns. Default <see cref="Imputation.None"/>.</summary>
    /// <exception cref="OptionsException">The imputation is null or needs a text.</exception>
    public Imputation NumericImputation { get; init => field = CheckedNumeric(value); } = Imputation.None;

    /// <summary>What fills missing and unseen values of categorical columns: none, the most frequent class, or a given text. Default <see cref="Imputation.None"/>.</summary>
    /// <exception cref="OptionsException">The imputation is null, a mean, a median or a number.</exception>
    public Imputation CategoricalImputation { get; init => field = CheckedCategorical(value); } = Imputation.None;

    /// <summary>Whether features are brought to one scale, after imputation. Default <see cref="Scaling.Auto"/>, as the model needs it.</summary>
    /// <exception cref="OptionsException">The value is not defined.</exception>
    public Scaling Scaling { get; init => field = OptionGuard.Defined(value); }

    /// <summary>What timestamp columns yield. Default hour of day and day of week.</summary>
    /// <exception cref="OptionsException">An undefined flag is set.</exception>
    public TimestampFeatures TimestampFeatures { get; init => field = Checked(value); } = TimestampFeatures.HourOfDay | TimestampFeatures.DayOfWeek;

    /// <summary>What <see cref="TimestampFeatures.ElapsedDays"/> counts from. Null (the default): the earliest training value of each column.</summary>
    public DateTimeOffset? ElapsedDaysOrigin { get; init; }

    /// <summary>Ratios and differences of numeric columns, after the features of single columns. Default none.</summary>
    /// <exception cref="OptionsException">The list or an entry is null, or a feature is declared twice.</exception>
    public IReadOnlyList<DerivedFeature> DerivedFeatures { get; init => field = Checked(value ?? throw new OptionsException(nameof(DerivedFeatures), "a list", "null")); } = [];

    /// <summary>Whether all options are equal; encodings and derived features are compared one by one.</summary>
    /// <inheritdoc/>
    public bool Equals(FeatureEncoderOptions? other) =>
        other is not null
        && CategoryEncoding == other.CategoryEncoding
        && ColumnEncodings.Count == other.ColumnEncodings.Count
        && ColumnEncodings.All(pair => other.ColumnEncodings.TryGetValue(pair.Key, out CategoryEncoding encoding) && encoding == pair.Value)
        && MinCategoryCount == other.MinCategoryCount
        && MaxCategories == other.MaxCategories
        && NumericImputation == other.NumericImputation
        && CategoricalImputation == other.CategoricalImputation
        && Scaling == other.Scaling
        && TimestampFeatures == other.TimestampFeatures
        && ElapsedDaysOrigin == other.ElapsedDaysOrigin
        && DerivedFeatures.SequenceEqual(other.DerivedFeatures);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(CategoryEncoding, ColumnEncodings.Count, MinCategoryCount, MaxCategories, NumericImputation, CategoricalImputation, Scaling, DerivedFeatures.Count);

    private static int CheckedCategories(int value)
    {
        if (value is < 1 or > MostCategories) OptionGuard.Throw(nameof(MaxCategories), string.Create(CultureInfo.InvariantCulture, $"a whole number in [1, {MostCategories}]"), value.ToString(CultureInfo.InvariantCulture));
        return value;
    }

    private static TimestampFeatures Checked(TimestampFeatures value)
    {
        if ((value & ~AllTimestampFeatures) != 0) OptionGuard.Throw(nameof(TimestampFeatures), $"None or any of {AllTimestampFeatures}", ((int)value).ToString(CultureInfo.InvariantCulture));
        return value;
    }

    private static Imputation CheckedNumeric(Imputation value)
    {
        if (value is null || value.Text is not null) OptionGuard.Throw(nameof(NumericImputation), "None, Mean, Median, Mode or Constant(number)", value?.ToString() ?? "null");
        return value;
    }

    private static Imputation CheckedCategorical(Imputation value)
    {
        bool fits = value is { Strategy: ImputationStrategy.None or ImputationStrategy.Mode } or { Strategy: ImputationStrategy.Constant, Text: not null };
        if (!fits) OptionGuard.Throw(nameof(CategoricalImputation), "None, Mode or Constant(text)", value?.ToString() ?? "null");
        return value!;
    }

    private static ImmutableDictionary<string, CategoryEncoding> Checked(IReadOnlyDictionary<string, CategoryEncoding> value)
    {
        foreach (CategoryEncoding encoding in value.Values) OptionGuard.Defined(encoding, nameof(ColumnEncodings));
        return value.ToImmutableDictionary(StringComparer.Ordinal);
    }

    private static ImmutableArray<DerivedFeature> Checked(IReadOnlyList<DerivedFeature> value)
    {
        var seen = new HashSet<DerivedFeature>();
        foreach (DerivedFeature feature in value)
        {
            if (feature is null) OptionGuard.Throw(nameof(DerivedFeatures), "features", "null");
            if (!seen.Add(feature)) OptionGuard.Throw(nameof(DerivedFeatures), "features that differ", $"{RecordFormatException.Quote(feature.Name)} twice");
        }

        return [.. value];
    }
}
