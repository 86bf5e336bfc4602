using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>How <see cref="AnomalyDetectorTrainer"/> turns a table into a detector.</summary>
public sealed record AnomalyDetectorOptions
{
    /// <summary>
    /// What learns, and how: <see cref="RandomForestOptions"/>, which learns from labels; <see cref="IsolationForestOptions"/> or <see cref="OneClassSvmOptions"/>,
    /// which do not; or several as <see cref="EnsembleOptions"/>. Default: a random forest with its defaults.
    /// </summary>
    /// <exception cref="OptionsException">Null.</exception>
    public ILearnerOptions Learner { get; init => field = value ?? throw new OptionsException(nameof(Learner), "options", "null"); } = new RandomForestOptions();

    /// <summary>
    /// Whether labels, where the table has them, set threshold and calibration of a model that does not learn from them. Default: true. False trains as on
    /// an unlabelled table: the model decides by itself (contamination, nu). A random forest needs true.
    /// </summary>
    public bool UseLabels { get; init; } = true;

    /// <summary>How columns become features. Default: the defaults of <see cref="FeatureEncoderOptions"/>.</summary>
    /// <exception cref="OptionsException">Null.</exception>
    public FeatureEncoderOptions Encoder { get; init => field = value ?? throw new OptionsException(nameof(Encoder), "options", "null"); } = FeatureEncoderOptions.Default;

    /// <summary>Columns to leave out, by name. Default: none. The list is copied.</summary>
    /// <exception cref="OptionsException">Null, or a name is null.</exception>
    public IReadOnlyList<string> Exclude { get; init => field = Checked(value ?? throw new OptionsException(nameof(Exclude), "a list", "null")); } = ImmutableArray<string>.Empty;

    /// <summary>Columns to read as another kind than the table has them, by name; an identifier declared categorical is learned from. Default: none. The dictionary is copied.</summary>
    /// <exception cref="OptionsException">Null, or a kind is no value of the enum.</exception>
    public IReadOnlyDictionary<string, FeatureKind> Kinds { get; init => field = Checked(value ?? throw new OptionsException(nameof(Kinds), "a dictionary", "null"), nameof(Kinds)); } = ImmutableSortedDictionary<string, FeatureKind>.Empty;

    /// <summary>
    /// A column whose equal cells mark rows that belong together, such as those of one user: a tree's bag holds all of them or none, so that
    /// out-of-bag scores are not flattered by near copies. Default: null, every row is for itself.
    /// </summary>
    /// <remarks>
    /// Models without bags, and isolation forests, are judged on folds that keep such rows together instead. A row whose cell is missing is for itself too. The column is a feature or not by its kind, as if it were not named here: an identifier is none;
    /// a note says where it is one, and <see cref="Exclude"/> leaves it out. Only with <see cref="RandomForestOptions.Bootstrap"/>, and without <see cref="RandomForestOptions.ClassSamples"/>.
    /// </remarks>
    public string? GroupBy { get; init; }

    /// <summary>
    /// Which way the probability may go along a feature, by the feature's name, such as <c>clicks_count</c> or <c>transaction_date.hour</c>; not for categories.
    /// Default: none. The dictionary is copied.
    /// </summary>
    /// <remarks>Only for a random forest. A feature derived of two columns has a constraint of its own: one on <c>clicks_count</c> says nothing of <c>clicks_count/page_views</c>.</remarks>
    /// <exception cref="OptionsException">Null, or a constraint is no value of the enum.</exception>
    public IReadOnlyDictionary<string, Monotonicity> MonotonicConstraints { get; init => field = Checked(value ?? throw new OptionsException(nameof(MonotonicConstraints), "a dictionary", "null"), nameof(MonotonicConstraints)); } = ImmutableSortedDictionary<string, Monotonicity>.Empty;

    /// <summary>
    /// The threshold of the policy on the probability, in [0, 1]. Default: null, the one with the best F-beta on out-of-bag or cross-validated scores; without
    /// labels the model's own. Where it is given, <see cref="Beta"/> and
    /// <see cref="ExpectedAnomalyRate"/> would decide nothing, and the trainer refuses them.
    /// </summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double? Threshold { get; init => field = value is { } given ? OptionGuard.Within(0, 1, given) : null; }

    /// <summary>How many times recall counts as much as precision when the threshold is chosen, in [0.001, 1000]. Default: 1.</summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double Beta { get; init => field = OptionGuard.Within(0.001, 1000, value); } = 1;

    /// <summary>
    /// The share of anomalies that the detector will meet, in (0, 1), where the training table was enriched with them: the threshold is chosen for
    /// the precision at that share. Default: null, the share in the training table.
    /// </summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double? ExpectedAnomalyRate { get; init => field = value is { } given ? CheckedRate(given) : null; }

    /// <summary>Whether both say the same: lists and dictionaries are compared by content.</summary>
    /// <inheritdoc/>
    public bool Equals(AnomalyDetectorOptions? other) =>
        other is not null
        && Learner.Equals(other.Learner)
        && UseLabels == other.UseLabels
        && Encoder == other.Encoder
        && Exclude.SequenceEqual(other.Exclude, StringComparer.Ordinal)
        && Kinds.SequenceEqual(other.Kinds)
        && GroupBy == other.GroupBy
        && MonotonicConstraints.SequenceEqual(other.MonotonicConstraints)
        && Threshold == other.Threshold
        && Beta == other.Beta
        && ExpectedAnomalyRate == other.ExpectedAnomalyRate;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Learner, UseLabels, Encoder, Exclude.Count, Kinds.Count, GroupBy, Threshold, Beta);

    /// <summary>The rules between two options.</summary>
    internal void Check()
    {
        DetectorLearner.Of(Learner).Check(this);
        if (Learner is not RandomForestOptions && MonotonicConstraints.Count > 0) OptionGuard.Throw(nameof(MonotonicConstraints), "none unless Learner is RandomForestOptions", string.Join(", ", MonotonicConstraints.Keys));
        if (!UseLabels && ExpectedAnomalyRate is { } unused) OptionGuard.Throw(nameof(ExpectedAnomalyRate), "null when UseLabels is false", NumberText.Format(unused));
        if (!UseLabels && Beta != 1) OptionGuard.Throw(nameof(Beta), "1 when UseLabels is false", NumberText.Format(Beta));
        if (Threshold is not { } threshold) return;
        string given = NumberText.Format(threshold);
        if (ExpectedAnomalyRate is { } rate) OptionGuard.Throw(nameof(ExpectedAnomalyRate), $"null when Threshold is given ({given})", NumberText.Format(rate));
        if (Beta != 1) OptionGuard.Throw(nameof(Beta), $"1 when Threshold is given ({given})", NumberText.Format(Beta));
    }

    private static ImmutableArray<string> Checked(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            if (name is null) OptionGuard.Throw(nameof(Exclude), "names", "null");
        }

        return [.. names];
    }

    private static ImmutableSortedDictionary<string, TEnum> Checked<TEnum>(IReadOnlyDictionary<string, TEnum> byName, string option)
        where TEnum : struct, Enum
    {
        foreach (TEnum value in byName.Values) OptionGuard.Defined(value, option);
        return byName.ToImmutableSortedDictionary(StringComparer.Ordinal);
    }

    private static double CheckedRate(double rate)
    {
        if (!(rate is > 0 and < 1)) OptionGuard.Throw(nameof(ExpectedAnomalyRate), "a number in (0, 1)", NumberText.Format(rate));
        return rate;
    }
}
