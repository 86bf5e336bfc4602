using System.Globalization;
using Anomaly.Detection.Models;
using Anomaly.Detection.Numerics;
using Anomaly.Detection.Training;
using Record = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Builder;

namespace Anomaly.Detection;

/// <summary>Writes down what decides the result of a training, algorithm by algorithm; threads and caches do not.</summary>
internal static class LearnerRecord
{
    /// <param name="record">Receives the options.</param>
    /// <param name="prefix">Stands before every name.</param>
    /// <param name="forest">The options.</param>
    /// <param name="search">The split search that was chosen.</param>
    public static void Add(Record record, string prefix, RandomForestOptions forest, SplitSearch search)
    {
        record[prefix + "split_search"] = search.ToString();
        record[prefix + "tree_count"] = TrainingRecord.Text(forest.TreeCount);
        record[prefix + "max_depth"] = TrainingRecord.Text(forest.MaxDepth);
        record[prefix + "min_samples_split"] = TrainingRecord.Text(forest.MinSamplesSplit);
        record[prefix + "min_samples_leaf"] = TrainingRecord.Text(forest.MinSamplesLeaf);
        record[prefix + "min_impurity_decrease"] = NumberText.Format(forest.MinImpurityDecrease);
        record[prefix + "max_leaf_nodes"] = TrainingRecord.Text(forest.MaxLeafNodes);
        record[prefix + "max_features"] = forest.MaxFeatures.ToString();
        record[prefix + "criterion"] = TrainingRecord.Text(forest.Criterion);
        record[prefix + "class_weight"] = forest.ClassWeight.ToString();
        record[prefix + "bootstrap"] = TrainingRecord.Text(forest.Bootstrap);
        record[prefix + "max_samples"] = NumberText.Format(forest.MaxSamples);
        record[prefix + "class_samples"] = forest.ClassSamples?.ToString() ?? "none";
        record[prefix + "out_of_bag"] = TrainingRecord.Text(forest.OutOfBag);
        record[prefix + "early_stopping"] = forest.EarlyStopping?.ToString() ?? "none";
        if (prefix.Length > 0) record[prefix + "seed"] = forest.Seed.ToString(CultureInfo.InvariantCulture);
    }

    public static void Add(Record record, string prefix, IsolationForestOptions forest)
    {
        record[prefix + "tree_count"] = TrainingRecord.Text(forest.TreeCount);
        record[prefix + "sample_size"] = TrainingRecord.Text(forest.SampleSize);
        record[prefix + "contamination"] = forest.Contamination is { } contamination ? NumberText.Format(contamination) : "auto";
        record[prefix + "path_lengths"] = TrainingRecord.Text(forest.PathLengths);
        record[prefix + "extension_level"] = TrainingRecord.Text(forest.ExtensionLevel);
        record[prefix + "categorical_splits"] = TrainingRecord.Text(forest.CategoricalSplits);
        record[prefix + "max_depth"] = TrainingRecord.Text(forest.MaxDepth);
        if (prefix.Length > 0) record[prefix + "seed"] = forest.Seed.ToString(CultureInfo.InvariantCulture);
    }

    public static void Add(Record record, string prefix, OneClassSvmOptions svm)
    {
        record[prefix + "nu"] = NumberText.Format(svm.Nu);
        record[prefix + "kernel"] = TrainingRecord.Text(svm.Kernel);
        record[prefix + "gamma"] = svm.Gamma.ToString();
        if (svm.Kernel == SvmKernelKind.Polynomial) record[prefix + "degree"] = TrainingRecord.Text(svm.Degree);
        if (svm.Kernel is SvmKernelKind.Polynomial or SvmKernelKind.Sigmoid) record[prefix + "coef0"] = NumberText.Format(svm.Coef0);
        record[prefix + "tolerance"] = NumberText.Format(svm.Tolerance);
        record[prefix + "shrinking"] = TrainingRecord.Text(svm.Shrinking);
        record[prefix + "max_iterations"] = svm.MaxIterations is { } most ? most.ToString(CultureInfo.InvariantCulture) : "auto";
    }
}
