using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Preprocessing;
using Anomaly.Detection.Training;
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
    /// <param name="search">The split search that was chosen.</param>
    public static ImmutableSortedDictionary<string, string> Of(AnomalyDetectorOptions options, SplitSearch search)
    {
        Record record = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        record["exclude"] = List(options.Exclude.Order(StringComparer.Ordinal));
        record["kinds"] = List(options.Kinds.Select(pair => $"{pair.Key}: {Text(pair.Value)}"));
        record["group_by"] = options.GroupBy is { } column ? Quoted(column) : "none";
        record["monotonic_constraints"] = List(options.MonotonicConstraints.Select(pair => $"{pair.Key}: {Text(pair.Value)}"));
        record["split_search"] = search.ToString();
        AddThreshold(record, options);
        AddForest(record, options.Forest);
        AddEncoder(record, options.Encoder);
        return record.ToImmutable();
    }

    private static void AddThreshold(Record record, AnomalyDetectorOptions options)
    {
        record["threshold"] = options.Threshold is { } threshold ? NumberText.Format(threshold) : $"best F-beta out of bag, beta {NumberText.Format(options.Beta)}";
        if (options.ExpectedAnomalyRate is { } rate) record["expected_anomaly_rate"] = NumberText.Format(rate);
    }

    private static void AddForest(Record record, RandomForestOptions forest)
    {
        record["tree_count"] = Text(forest.TreeCount);
        record["max_depth"] = Text(forest.MaxDepth);
        record["min_samples_split"] = Text(forest.MinSamplesSplit);
        record["min_samples_leaf"] = Text(forest.MinSamplesLeaf);
        record["min_impurity_decrease"] = NumberText.Format(forest.MinImpurityDecrease);
        record["max_leaf_nodes"] = Text(forest.MaxLeafNodes);
        record["max_features"] = forest.MaxFeatures.ToString();
        record["criterion"] = Text(forest.Criterion);
        record["class_weight"] = forest.ClassWeight.ToString();
        record["bootstrap"] = forest.Bootstrap ? "true" : "false";
        record["max_samples"] = NumberText.Format(forest.MaxSamples);
        record["class_samples"] = forest.ClassSamples?.ToString() ?? "none";
        record["out_of_bag"] = forest.OutOfBag ? "true" : "false";
        record["early_stopping"] = forest.EarlyStopping?.ToString() ?? "none";
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

    private static string Text(int? value) => value is { } number ? number.ToString(CultureInfo.InvariantCulture) : "none";

    // OneHot → one-hot; HourOfDay, DayOfWeek → hour-of-day, day-of-week.
    private static string Text<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace(",", ", ", StringComparison.Ordinal);

    private static string Text(Imputation imputation) => imputation switch
    {
        { Strategy: not ImputationStrategy.Constant } => Text(imputation.Strategy),
        { Text: { } text } => "constant " + Quoted(text),
        _ => "constant " + NumberText.Format(imputation.Number),
    };

    private static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Quoted))}]";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
