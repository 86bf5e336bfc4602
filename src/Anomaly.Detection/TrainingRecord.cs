using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Anomaly.Detection.Evaluation;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Record = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Builder;

namespace Anomaly.Detection;

/// <summary>Writes down the options that a detector was trained with, for its provenance.</summary>
/// <remarks>
/// All that decides the result, and only that: the number of threads does not. Options of the encoder begin with <c>encoder_</c>; lists are
/// JSON arrays of texts, as column names may hold any character, in an order that does not depend on the machine.
/// </remarks>
internal static class TrainingRecord
{
    /// <param name="options">What was asked for.</param>
    /// <param name="encoder">How columns became features: what was asked for, and what the model needs beyond.</param>
    /// <param name="learner">What learned.</param>
    /// <param name="learned">What came of it.</param>
    /// <param name="labels">The part that labels had.</param>
    /// <param name="evaluation">How it was judged, if it was.</param>
    public static ImmutableSortedDictionary<string, string> Of(AnomalyDetectorOptions options, FeatureEncoderOptions encoder, DetectorLearner learner, LearnedModel learned, LabelUse labels, EvaluationSummary? evaluation)
    {
        Record record = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        record["exclude"] = List(options.Exclude.Order(StringComparer.Ordinal));
        record["kinds"] = List(options.Kinds.Select(pair => $"{pair.Key}: {Text(pair.Value)}"));
        record["group_by"] = options.GroupBy is { } column ? Quoted(column) : "none";
        record["monotonic_constraints"] = List(options.MonotonicConstraints.Select(pair => $"{pair.Key}: {Text(pair.Value)}"));
        record["calibration"] = Text(options.Calibration);
        if (!learner.NeedsLabels) record["labels"] = Text(labels);
        AddThreshold(record, options, learned, labels);
        if (evaluation is not null) record["intervals"] = Text(options.Intervals);
        learner.Describe(record, prefix: "", learned);
        AddEncoder(record, encoder);
        return record.ToImmutable();
    }

    private static void AddThreshold(Record record, AnomalyDetectorOptions options, LearnedModel learned, LabelUse labels)
    {
        record["threshold"] = options.Threshold is { } threshold ? NumberText.Format(threshold)
            : labels != LabelUse.Judge ? "the model's own"
            : $"{options.Objective} {(learned.Source == ScoreSource.OutOfBag ? "out of bag" : "cross-validated")}";
        if (options.AmountColumn is { } column) record["amount_column"] = Quoted(column);
        if (options.ExpectedAnomalyRate is { } rate) record["expected_anomaly_rate"] = NumberText.Format(rate);
    }

    private static void AddEncoder(Record record, FeatureEncoderOptions encoder)
    {
        record["encoder_category_encoding"] = Text(encoder.CategoryEncoding);
        record["encoder_column_encodings"] = List(encoder.ColumnEncodings.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}: {Text(pair.Value)}"));
        record["encoder_min_category_count"] = Text(encoder.MinCategoryCount);
        record["encoder_max_categories"] = Text(encoder.MaxCategories);
        record["encoder_numeric_imputation"] = Text(encoder.NumericImputation);
        record["encoder_categorical_imputation"] = Text(encoder.CategoricalImputation);
        record["encoder_scaling"] = Text(encoder.Scaling);
        record["encoder_timestamp_features"] = Text(encoder.TimestampFeatures);
        record["encoder_elapsed_days_origin"] = encoder.ElapsedDaysOrigin is { } origin ? origin.ToString("O", CultureInfo.InvariantCulture) : "earliest";
        record["encoder_derived_features"] = List(encoder.DerivedFeatures.Select(feature => feature.Name));
    }

    internal static string Text(bool value) => value ? "true" : "false";

    internal static string Text(int? value) => value is { } number ? number.ToString(CultureInfo.InvariantCulture) : "none";

    // OneHot → one-hot; HourOfDay, DayOfWeek → hour-of-day, day-of-week.
    internal static string Text<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace(",", ", ", StringComparison.Ordinal);

    private static string Text(BootstrapOptions? intervals) => intervals is null
        ? "none"
        : string.Create(CultureInfo.InvariantCulture, $"confidence {NumberText.Format(intervals.Confidence)}, replicates {intervals.Replicates}, seed {intervals.Seed}");

    private static string Text(Imputation imputation) => imputation switch
    {
        { Strategy: not ImputationStrategy.Constant } => Text(imputation.Strategy),
        { Text: { } text } => "constant " + Quoted(text),
        _ => "constant " + NumberText.Format(imputation.Number),
    };

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";

    internal static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
