using System.Collections.Immutable;
using System.Globalization;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;

namespace Anomaly.Detection;

/// <summary>Writes down the options that a detector was trained with, for its provenance.</summary>
/// <remarks>Only what decides the result: the number of threads does not.</remarks>
internal static class TrainingRecord
{
    public static ImmutableSortedDictionary<string, string> Of(AnomalyDetectorOptions options)
    {
        RandomForestOptions forest = options.Forest;
        var record = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        record["tree_count"] = Text(forest.TreeCount);
        record["max_depth"] = Text(forest.MaxDepth);
        record["min_samples_split"] = Text(forest.MinSamplesSplit);
        record["min_samples_leaf"] = Text(forest.MinSamplesLeaf);
        record["min_impurity_decrease"] = NumberText.Format(forest.MinImpurityDecrease);
        record["max_leaf_nodes"] = Text(forest.MaxLeafNodes);
        record["max_features"] = forest.MaxFeatures.ToString();
        record["criterion"] = forest.Criterion == SplitCriterion.Gini ? "gini" : "entropy";
        record["class_weight"] = forest.ClassWeight.ToString();
        record["bootstrap"] = forest.Bootstrap ? "true" : "false";
        record["max_samples"] = NumberText.Format(forest.MaxSamples);
        record["threshold"] = options.Threshold is { } threshold ? NumberText.Format(threshold) : $"best F-beta out of bag, beta {NumberText.Format(options.Beta)}";
        if (options.ExpectedAnomalyRate is { } rate) record["expected_anomaly_rate"] = NumberText.Format(rate);
        return record.ToImmutable();
    }

    private static string Text(int? value) => value is { } number ? number.ToString(CultureInfo.InvariantCulture) : "none";
}
