using System.Collections.Immutable;
using Anomaly.Detection.Data;
using Anomaly.Detection.Evaluation;
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
    /// How scores become probabilities. Default: <see cref="CalibrationMethod.Auto"/>, a curve fitted to labels and scores of rows that the model did not learn from,
    /// so that <see cref="AnomalyPrediction.AnomalyProbability"/> is the share of anomalies among such rows and <see cref="AnomalyPrediction.RawScore"/> the model's own number.
    /// </summary>
    /// <remarks>A sigmoid or an isotonic curve needs <see cref="UseLabels"/>, undoing class weights a random forest as the learner. Members of an ensemble have logistic curves of their own, whatever is asked for.</remarks>
    /// <exception cref="OptionsException">No value of the enum.</exception>
    public CalibrationMethod Calibration { get; init => field = OptionGuard.Defined(value); }

    /// <summary>
    /// The threshold of the policy on the probability, in [0, 1]. Default: null, the one that serves <see cref="Objective"/> best on out-of-bag or cross-validated scores; without
    /// labels the model's own. Where it is given, <see cref="Objective"/> and
    /// <see cref="ExpectedAnomalyRate"/> would decide nothing, and the trainer refuses them.
    /// </summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double? Threshold { get; init => field = value is { } given ? OptionGuard.Within(0, 1, given) : null; }

    /// <summary>What the threshold is to be best at, and what it must hold. Default: <see cref="ThresholdObjective.BestF1"/>.</summary>
    /// <exception cref="OptionsException">Null.</exception>
    public ThresholdObjective Objective { get; init => field = value ?? throw new OptionsException(nameof(Objective), "an objective", "null"); } = ThresholdObjective.BestF1;

    /// <summary>A column of numbers, what is at stake in each row, for <see cref="ThresholdObjective.MinimumAmountCost"/>. Default: null. It may be a feature too, or left out by <see cref="Exclude"/>.</summary>
    public string? AmountColumn { get; init; }

    /// <summary>
    /// The share of anomalies that the detector will meet, in (0, 1), where the training table was enriched with them: calibrated probabilities are moved to it, and the threshold is chosen for
    /// precision, alerts and costs at that share. Default: null, the share in the training table.
    /// </summary>
    /// <exception cref="OptionsException">Out of range.</exception>
    public double? ExpectedAnomalyRate { get; init => field = value is { } given ? CheckedRate(given) : null; }

    /// <summary>
    /// How the intervals of the detector's own figures are drawn, which stand in the artefact with them. Default: the defaults of <see cref="BootstrapOptions"/>.
    /// Null: figures without intervals, which saves as many passes over the judged rows as there would be replicates.
    /// </summary>
    public BootstrapOptions? Intervals { get; init; } = new();

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
        && Calibration == other.Calibration
        && Threshold == other.Threshold
        && Objective == other.Objective
        && AmountColumn == other.AmountColumn
        && ExpectedAnomalyRate == other.ExpectedAnomalyRate
        && Intervals == other.Intervals;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Learner, UseLabels, Encoder, Exclude.Count, Kinds.Count, GroupBy, Calibration, HashCode.Combine(Threshold, Objective));

    /// <summary>The rules between two options.</summary>
    internal void Check()
    {
        DetectorLearner.Of(Learner).Check(this);
        if (Learner is not RandomForestOptions && MonotonicConstraints.Count > 0) OptionGuard.Throw(nameof(MonotonicConstraints), "none unless Learner is RandomForestOptions", string.Join(", ", MonotonicConstraints.Keys));
        if (Learner is not RandomForestOptions && Calibration == CalibrationMethod.ClassWeights) OptionGuard.Throw(nameof(Calibration), "another method unless Learner is RandomForestOptions", nameof(CalibrationMethod.ClassWeights));
        if (!UseLabels && Calibration is (CalibrationMethod.Sigmoid or CalibrationMethod.Isotonic)) OptionGuard.Throw(nameof(Calibration), "Auto or None when UseLabels is false", Calibration.ToString());
        if (!UseLabels && ExpectedAnomalyRate is { } unused) OptionGuard.Throw(nameof(ExpectedAnomalyRate), "null when UseLabels is false", NumberText.Format(unused));
        if (!UseLabels && Objective != ThresholdObjective.BestF1) OptionGuard.Throw(nameof(Objective), "f1 when UseLabels is false", Objective.ToString());
        if (Objective.NeedsAmounts && AmountColumn is null) OptionGuard.Throw(nameof(AmountColumn), $"a column, as {Objective} needs amounts", "null");
        if (!Objective.NeedsAmounts && AmountColumn is { } column) OptionGuard.Throw(nameof(AmountColumn), $"null, as {Objective} looks at no amounts", column);
        if (Threshold is not { } threshold) return;
        string given = NumberText.Format(threshold);
        if (ExpectedAnomalyRate is { } rate) OptionGuard.Throw(nameof(ExpectedAnomalyRate), $"null when Threshold is given ({given})", NumberText.Format(rate));
        if (Objective != ThresholdObjective.BestF1) OptionGuard.Throw(nameof(Objective), $"f1 when Threshold is given ({given})", Objective.ToString());
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
